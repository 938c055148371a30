import { describe, expect, it } from 'vitest';
import { modules } from './modules.js';
import { overTls } from './over-tls.js';

const { suite } = modules();

/** Members that the suite's schema of provider metadata knows, of those that Portico has a use for. */
const KNOWN = new Set(
  `issuer authorization_endpoint token_endpoint jwks_uri registration_endpoint scopes_supported
  response_types_supported response_modes_supported grant_types_supported token_endpoint_auth_methods_supported
  token_endpoint_auth_signing_alg_values_supported service_documentation ui_locales_supported op_policy_uri op_tos_uri
  revocation_endpoint revocation_endpoint_auth_methods_supported revocation_endpoint_auth_signing_alg_values_supported
  introspection_endpoint introspection_endpoint_auth_methods_supported
  introspection_endpoint_auth_signing_alg_values_supported code_challenge_methods_supported userinfo_endpoint
  end_session_endpoint check_session_iframe subject_types_supported id_token_signing_alg_values_supported
  id_token_encryption_alg_values_supported id_token_encryption_enc_values_supported
  userinfo_signing_alg_values_supported userinfo_encryption_alg_values_supported
  userinfo_encryption_enc_values_supported request_object_signing_alg_values_supported
  request_object_encryption_alg_values_supported request_object_encryption_enc_values_supported
  display_values_supported claim_types_supported claims_supported claims_locales_supported
  claims_parameter_supported request_parameter_supported request_uri_parameter_supported
  require_request_uri_registration acr_values_supported frontchannel_logout_supported
  frontchannel_logout_session_supported backchannel_logout_supported backchannel_logout_session_supported
  dpop_signing_alg_values_supported pushed_authorization_request_endpoint require_pushed_authorization_requests
  authorization_details_types_supported mtls_endpoint_aliases tls_client_certificate_bound_access_tokens
  signed_metadata authorization_response_iss_parameter_supported device_authorization_endpoint
  require_signed_request_object prompt_values_supported`.split(/\s+/),
);

/** `oidcc-config-certification-test-plan`; the Dynamic plan runs the same module. */
describe('OpenID Connect Discovery 1.0 §3, §4: the metadata, from outside [oidcc-discovery-endpoint-verification]', () => {
  it('is JSON at the address that the issuer makes', async () => {
    const answer = await overTls(`${suite().issuer}/.well-known/openid-configuration`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      expect.stringContaining('application/json'),
    ]);
    expect(suite().server['issuer']).toBe(suite().issuer);
  });

  it('names endpoints of the public host only, all https', () => {
    const urls = Object.entries(suite().server).filter(([name]) => /_endpoint$|_uri$|^issuer$/.test(name));
    expect(urls.length).toBeGreaterThan(8);
    expect(urls.filter(([, url]) => !`${url}/`.startsWith(`${suite().issuer}/`))).toEqual([]);
    expect(JSON.stringify(suite().server)).not.toContain(suite().deployment.internal);
  });

  it('has no member that the suite does not know', () => {
    expect(Object.keys(suite().server).filter((name) => !KNOWN.has(name))).toEqual([]);
  });

  it('offers what every provider must, and what the plans ask for', () => {
    expect(suite().server).toMatchObject({
      response_types_supported: expect.arrayContaining(['code']),
      grant_types_supported: expect.arrayContaining(['authorization_code', 'refresh_token']),
      subject_types_supported: expect.arrayContaining(['public', 'pairwise']),
      scopes_supported: expect.arrayContaining(['openid', 'offline_access']),
      claims_supported: expect.arrayContaining(['sub', 'name']),
      id_token_signing_alg_values_supported: expect.arrayContaining(['RS256']),
      userinfo_signing_alg_values_supported: expect.arrayContaining(['RS256']),
      request_object_signing_alg_values_supported: expect.arrayContaining(['RS256']),
      token_endpoint_auth_methods_supported: expect.arrayContaining([
        'client_secret_basic',
        'client_secret_post',
        'private_key_jwt',
      ]),
      code_challenge_methods_supported: ['S256'],
      claims_parameter_supported: true,
      request_parameter_supported: true,
      request_uri_parameter_supported: true,
    });
  });

  it('offers what the Dynamic plan demands besides (OpenID Connect Core 1.0 §15.2)', () => {
    expect(suite().server).toMatchObject({
      response_types_supported: expect.arrayContaining(['code', 'id_token', 'id_token token']),
      grant_types_supported: expect.arrayContaining(['authorization_code', 'implicit']),
      registration_endpoint: expect.any(String),
    });
  });

  it('leads to keys that are public, usable, and each of its own name', async () => {
    const keys = await suite().keys();
    expect(keys.flatMap(Object.keys).filter((name) => /^(d|p|q|dp|dq|qi|k)$/.test(name))).toEqual([]);
    expect(new Set(keys.map(({ kid }) => kid)).size).toBe(keys.length);
    for (const key of keys) {
      expect(['RSA', 'EC', 'OKP']).toContain(key.kty);
      expect([undefined, 'P-256', 'Ed25519']).toContain(key.crv);
    }
    expect(keys.map(({ alg }) => alg)).toContain('RS256');
  });

  it.each(['/.well-known/openid-configuration', '/.well-known/jwks.json'])(
    'may be read by every web page: %s',
    async (path) => {
      const answer = await overTls(`${suite().issuer}${path}`, {
        headers: { origin: 'https://any.example' },
      });
      expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    },
  );
});

describe('OpenID Connect Back-Channel Logout 1.0 §2.1: the metadata, from outside', () => {
  it('says that it is served, with the session named [oidcc-backchannel-logout-discovery-endpoint-verification]', () => {
    expect(suite().server).toMatchObject({
      end_session_endpoint: expect.stringMatching(`^${suite().issuer}/`),
      backchannel_logout_supported: true,
      backchannel_logout_session_supported: true,
    });
  });
});
