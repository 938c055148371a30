import { generateKeyPairSync } from 'node:crypto';
import type Provider from 'oidc-provider';
import type { Context, Grant } from 'oidc-provider';
import { type OidcSetup, REDIRECT_URI } from '../../works/oidc-setup.js';
import type { Store } from '../store.js';
import { peerAdapter } from './adapter.js';

/** Known to the bench, which starts the peer with an empty database. */
export const PEER_CLIENTS: OidcSetup['clients'] = {
  web: { client_id: 'web', client_secret: 'web-secret-0123456789-0123456789-0123' },
  offline: { client_id: 'offline', client_secret: 'offline-secret-0123456789-0123456789' },
  rs256: { client_id: 'rs256', client_secret: 'rs256-secret-0123456789-0123456789-01' },
  es256: { client_id: 'es256', client_secret: 'es256-secret-0123456789-0123456789-01' },
};

const JWKS = [
  { alg: 'RS256', pair: generateKeyPairSync('rsa', { modulusLength: 2048 }) },
  { alg: 'ES256', pair: generateKeyPairSync('ec', { namedCurve: 'P-256' }) },
].map(({ alg, pair }) => ({ ...pair.privateKey.export({ format: 'jwk' }), alg, use: 'sig', kid: alg }));

const codeClient = (client: OidcSetup['clients']['web'], grant_types: string[]) => ({
  ...client,
  grant_types,
  redirect_uris: [REDIRECT_URI],
  response_types: ['code'],
});
const machineClient = (client: OidcSetup['clients']['web']) => ({
  ...client,
  grant_types: ['client_credentials'],
  redirect_uris: [],
  response_types: [],
});

/** Set up as its documentation does for what is measured; everything else is off. */
export function peerConfiguration(store: Store, provider: () => Provider): Readonly<Record<string, unknown>> {
  return {
    adapter: peerAdapter(store),
    clients: [
      codeClient(PEER_CLIENTS.web, ['authorization_code']),
      codeClient(PEER_CLIENTS.offline, ['authorization_code', 'refresh_token']),
      machineClient(PEER_CLIENTS.rs256),
      machineClient(PEER_CLIENTS.es256),
    ],
    jwks: { keys: JWKS },
    cookies: { keys: ['a key that signs the cookies of the peer'] },
    features: {
      devInteractions: { enabled: false },
      introspection: { enabled: true },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: (_: unknown, client: { clientId: string }) =>
          client.clientId.endsWith('256') ? 'https://api.example' : undefined,
        getResourceServerInfo: (_: unknown, _resource: string, client: { clientId: string }) => ({
          scope: 'read',
          accessTokenFormat: 'jwt',
          accessTokenTTL: 600,
          jwt: { sign: { alg: client.clientId.toUpperCase() } },
        }),
      },
    },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    // Otherwise a refresh token needs prompt=consent, and so the person at every flow.
    issueRefreshToken: async (_: unknown, client: { clientId: string }) => client.clientId === 'offline',
    rotateRefreshToken: true,
    findAccount: async (_: unknown, id: string) => {
      const row = await store.read('SELECT id, email FROM peer_people WHERE id = ?', [id]);
      return row && { accountId: id, claims: async () => ({ sub: id, email: row['email'] }) };
    },
    // The recipe of its documentation for clients that need no consent page.
    loadExistingGrant: async ({ oidc }: Context): Promise<Grant | undefined> => {
      const known = oidc.result?.consent?.grantId ?? oidc.session.grantIdFor(oidc.client.clientId);
      if (known) return provider().Grant.find(known);
      const grant = new (provider().Grant)({
        clientId: oidc.client.clientId,
        accountId: oidc.session.accountId,
      });
      grant.addOIDCScope('openid offline_access');
      await grant.save();
      return grant;
    },
    ttl: {
      AccessToken: 600,
      ClientCredentials: 600,
      IdToken: 3600,
      Grant: 86_400,
      Session: 86_400,
      Interaction: 600,
    },
  };
}
