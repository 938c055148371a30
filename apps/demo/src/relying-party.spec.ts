import * as oidc from 'openid-client';
import { describe, expect, it } from 'vitest';
import { refresh, type Tokens } from './relying-party.js';

const issuer = 'https://id.example';

/** A provider whose token endpoint answers this, and what it was sent. */
function answering(answer: object) {
  const metadata = { issuer, token_endpoint: `${issuer}/token` };
  const provider = new oidc.Configuration(metadata, 'demo', undefined, oidc.ClientSecretBasic('secret'));
  const sent: URLSearchParams[] = [];
  provider[oidc.customFetch] = async (_url, { body }) => {
    sent.push(new URLSearchParams(String(body)));
    return Response.json({ access_token: 'second', token_type: 'Bearer', ...answer });
  };
  return { provider, sent };
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const now = () => Math.floor(Date.now() / 1000);
const claimsOf = (sub: string, sid = '1') => ({
  iss: issuer,
  aud: 'demo',
  sub,
  sid,
  iat: now(),
  exp: now() + 60,
});
const idToken = (sub: string, sid?: string) =>
  `${part({ alg: 'RS256' })}.${part(claimsOf(sub, sid))}.${part({})}`;

const tokens: Tokens = {
  access_token: 'first',
  expires_at: undefined,
  refresh_token: 'refresh-1',
  scope: 'openid',
  id_token: idToken('ada'),
  claims: claimsOf('ada'),
};

describe('RFC 6749 §6: a refresh', () => {
  it('uses the token that it got last', async () => {
    const { provider, sent } = answering({
      refresh_token: 'refresh-2',
      expires_in: 60,
      scope: 'openid email',
    });
    const second = await refresh(provider, tokens);
    expect(second).toMatchObject({
      access_token: 'second',
      refresh_token: 'refresh-2',
      scope: 'openid email',
    });
    expect(Math.abs((second.expires_at ?? 0) - now() - 60)).toBeLessThanOrEqual(2);
    await refresh(provider, second);
    expect(sent.map((form) => form.get('refresh_token'))).toEqual(['refresh-1', 'refresh-2']);
  });

  it('keeps what wasn’t given anew', async () => {
    const { provider } = answering({});
    const kept = {
      refresh_token: 'refresh-1',
      scope: 'openid',
      id_token: tokens.id_token,
      claims: tokens.claims,
    };
    expect(await refresh(provider, tokens)).toEqual({
      access_token: 'second',
      expires_at: undefined,
      ...kept,
    });
  });
});

describe('OpenID Connect Core 1.0 §12.2: a refresh', () => {
  it('takes the new ID token of the same person', async () => {
    const id_token = idToken('ada', '2');
    const { provider } = answering({ id_token });
    expect(await refresh(provider, tokens)).toMatchObject({ id_token, claims: { sid: '2' } });
  });

  it('refuses the ID token of somebody else', async () => {
    const { provider } = answering({ id_token: idToken('eve') });
    await expect(refresh(provider, tokens)).rejects.toThrow('somebody else');
  });
});
