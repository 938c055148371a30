import type { FastifyReply, FastifyRequest } from 'fastify';
import { AuthenticatedClient, type Client, type ClientRegistry, clientHasOrigin } from '#libs/clients';
import type { Issuer } from '#libs/config';
import { Parameters } from '#libs/protocol';
import type { AccessToken } from '#libs/tokens';
import { pathBelow } from './area.js';

/** `open`: documents for everybody. `registered`: only pages of the client that asks. */
type Sharing = { readonly kind: 'open' } | { readonly kind: 'registered'; readonly credentials: boolean };

const REGISTERED: Sharing = { kind: 'registered', credentials: false };

/** Which endpoints pages of other origins may read. All others: none. */
const SHARED: Readonly<Record<string, Sharing>> = {
  '/oauth2/token': REGISTERED,
  '/oauth2/revoke': REGISTERED,
  // Pages call it with `credentials: 'include'`; it reads no cookie all the same.
  '/oauth2/userinfo': { kind: 'registered', credentials: true },
};

function sharingOf(path: string): Sharing | undefined {
  if (path.startsWith('/.well-known/')) return { kind: 'open' };
  return Object.hasOwn(SHARED, path) ? SHARED[path] : undefined;
}

/** What the guards and the request say about which client asks. */
interface Asking {
  readonly client?: unknown;
  readonly accessToken?: AccessToken;
}

/** The CORS headers of an answer. The Fetch standard §3.2; which origins: see `docs/architecture.md`. */
export function corsHeaders(
  request: FastifyRequest,
  issuer: Issuer,
  clients: ClientRegistry,
): Record<string, string> {
  const sharing = sharingOf(pathBelow(issuer.path, request.url));
  if (!sharing) return {};
  if (sharing.kind === 'open') return { 'access-control-allow-origin': '*' };
  const { origin } = request.headers;
  const vary = { vary: 'Origin' };
  if (!origin || !mayRead(origin, clientOf(request, clients), clients)) return vary;
  return {
    ...vary,
    'access-control-allow-origin': origin,
    ...(sharing.credentials && { 'access-control-allow-credentials': 'true' }),
    'access-control-expose-headers': 'WWW-Authenticate, Retry-After, X-Request-Id',
  };
}

/** Answers a preflight before any guard: it carries no token and no client. */
export async function answerPreflight(
  request: FastifyRequest,
  reply: FastifyReply,
  issuer: Issuer,
  clients: ClientRegistry,
): Promise<FastifyReply | undefined> {
  if (!sharingOf(pathBelow(issuer.path, request.url))) return undefined;
  const headers = corsHeaders(request, issuer, clients);
  const allowed = headers['access-control-allow-origin'] !== undefined && {
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': 'authorization, content-type',
    'access-control-max-age': '600',
  };
  return reply
    .code(204)
    .headers({ ...headers, ...allowed })
    .send();
}

/** A page may read the answer to the client it belongs to; where no client is known, any registered page may. */
function mayRead(origin: string, client: Client | undefined, clients: ClientRegistry): boolean {
  return client ? clientHasOrigin(client, origin) : clients.originAllowed(origin);
}

function clientOf(request: FastifyRequest, clients: ClientRegistry): Client | undefined {
  const { client, accessToken } = request as FastifyRequest & Asking;
  if (accessToken) return accessToken.client;
  if (AuthenticatedClient.isOne(client)) return client.client;
  return namedClient(request.body, clients);
}

/** Of a request that failed before its client was proven: the one that it names. */
function namedClient(body: unknown, clients: ClientRegistry): Client | undefined {
  if (typeof body !== 'string') return undefined;
  try {
    const clientId = Parameters.fromForm(body).get('client_id');
    return clientId === undefined ? undefined : clients.find(clientId);
  } catch {
    return undefined;
  }
}
