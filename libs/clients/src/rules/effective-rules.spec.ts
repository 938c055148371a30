import { describe, expect, it } from 'vitest';
import { aClient } from '../../test/a-client.js';
import { effectiveRules, rulesWithSources } from './effective-rules.js';
import { PROFILES } from './profiles.js';
import { warnings } from './warnings.js';

describe('the rules of a client', () => {
  it('are those of OAuth 2.1 when neither the client nor its profile says otherwise', () => {
    expect(effectiveRules(aClient())).toEqual({
      require_pkce: true,
      require_consent: true,
      require_pushed_authorization_requests: false,
      client_assertion_audience: 'issuer_or_token_endpoint',
      access_token_format: 'jwt',
      access_token_lifetime: 600,
      refresh_token_lifetime: 2_592_000,
      refresh_token_idle_lifetime: 1_209_600,
      scope: 'openid profile email address phone offline_access',
      id_token_signed_response_alg: 'RS256',
      access_token_signed_response_alg: 'RS256',
    });
  });

  it('never hold an administrative scope that nobody wrote down', () => {
    for (const profile of Object.values(PROFILES)) {
      expect(profile(aClient()).scope).not.toContain('admin:');
    }
  });

  it('are the client’s own where it has them, false and zero included', () => {
    const client = aClient({ require_consent: false, access_token_lifetime: 60, scope: 'admin:read' });
    expect(effectiveRules(client)).toMatchObject({
      require_consent: false,
      access_token_lifetime: 60,
      scope: 'admin:read',
    });
  });

  it('tell where each comes from', () => {
    const rules = rulesWithSources(aClient({ access_token_format: 'opaque' }));
    expect(rules.access_token_format).toEqual({ value: 'opaque', source: 'client' });
    expect(rules.access_token_lifetime).toEqual({ value: 600, source: 'profile' });
  });

  it('give way to what the configuration demands of every client', () => {
    const client = aClient({ require_pushed_authorization_requests: false });
    const demands = { require_pushed_authorization_requests: true };
    expect(effectiveRules(client, demands).require_pushed_authorization_requests).toBe(true);
    const { require_pkce, ...rules } = rulesWithSources(client, demands);
    expect(rules.require_pushed_authorization_requests).toEqual({ value: true, source: 'configuration' });
    expect(require_pkce).toEqual({ value: true, source: 'profile' });
  });

  it('are the default profile’s when the row names a profile of another version', () => {
    expect(effectiveRules(aClient({ profile: 'constructor' })).require_pkce).toBe(true);
  });
});

describe('RFC 9700 §2.1.1: PKCE', () => {
  it.each([
    { profile: 'default', method: 'client_secret_basic', own: null, required: true, source: 'profile' },
    { profile: 'default', method: 'client_secret_basic', own: false, required: false, source: 'client' },
    { profile: 'oidc-basic', method: 'client_secret_basic', own: null, required: false, source: 'profile' },
    { profile: 'oidc-basic', method: 'private_key_jwt', own: null, required: false, source: 'profile' },
    { profile: 'oidc-basic', method: 'client_secret_basic', own: true, required: true, source: 'client' },
    { profile: 'oidc-basic', method: 'none', own: null, required: true, source: 'profile' },
    { profile: 'default', method: 'none', own: null, required: true, source: 'profile' },
    { profile: 'default', method: 'none', own: false, required: false, source: 'client' },
  ])('$profile, $method, require_pkce $own: required $required', ({ profile, method, own, ...expected }) => {
    const client = aClient({ profile, token_endpoint_auth_method: method, require_pkce: own });
    expect(effectiveRules(client).require_pkce).toBe(expected.required);
    expect(rulesWithSources(client).require_pkce.source).toBe(expected.source);
    expect(warnings(client)).toHaveLength(expected.required ? 0 : 1);
  });

  it.each([
    ['client_secret_basic', 'injected'],
    ['none', 'whoever catches one'],
  ])('is said to be missing in words that name the setting and the danger: %s', (method, danger) => {
    const [warning] = warnings(aClient({ token_endpoint_auth_method: method, require_pkce: false }));
    expect(warning).toContain('require_pkce');
    expect(warning).toContain(danger);
  });
});

describe('RFC 9700 §2.1.2: response types that hold tokens', () => {
  it.each([
    [['code'], 0],
    [['code', 'id_token'], 1],
    [['code token'], 1],
  ])('%j: %i warnings', (response_types, count) => {
    expect(warnings(aClient({ response_types }))).toHaveLength(count);
  });
});
