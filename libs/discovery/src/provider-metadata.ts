import { Injectable } from '@nestjs/common';
import { AUTHENTICATION_METHOD_NAMES, grantTypesOf, HMAC_ALGORITHMS } from '#libs/clients';
import { ClientSettings, Issuer, RegistrationSettings, SignUpSettings } from '#libs/config';
import {
  CODE_CHALLENGE_METHODS,
  offeredPrompts,
  RESPONSE_MODES,
  RESPONSE_TYPES,
  SIGNING_ALGORITHMS,
  STANDARD_CLAIMS,
  STANDARD_SCOPES,
} from '#libs/protocol';
import { ACR_VALUES } from '#libs/sign-in';
import { TokenEndpoint } from '#libs/tokens';

/**
 * What Portico offers, each entry taken from what is served, so that it can't promise more. OpenID Connect Discovery 1.0
 * §3, RFC 8414 §2
 */
@Injectable()
export class ProviderMetadata {
  private readonly document: Readonly<Record<string, unknown>>;

  constructor(
    issuer: Issuer,
    tokens: TokenEndpoint,
    registration: RegistrationSettings,
    signUp: SignUpSettings,
    clients: ClientSettings,
  ) {
    const methods = AUTHENTICATION_METHOD_NAMES;
    const assertionAlgorithms = [...SIGNING_ALGORITHMS, ...HMAC_ALGORITHMS];
    const authenticating = methods.filter((method) => method !== 'none');
    this.document = Object.freeze({
      issuer: issuer.url,
      authorization_endpoint: issuer.endpoint('/oauth2/authorize'),
      token_endpoint: issuer.endpoint('/oauth2/token'),
      userinfo_endpoint: issuer.endpoint('/oauth2/userinfo'),
      jwks_uri: issuer.endpoint('/.well-known/jwks.json'),
      device_authorization_endpoint: issuer.endpoint('/oauth2/device_authorization'),
      pushed_authorization_request_endpoint: issuer.endpoint('/oauth2/par'),
      require_pushed_authorization_requests: clients.require_pushed_authorization_requests,
      ...(registration.on && { registration_endpoint: issuer.endpoint('/oauth2/register') }),
      introspection_endpoint: issuer.endpoint('/oauth2/introspect'),
      revocation_endpoint: issuer.endpoint('/oauth2/revoke'),
      end_session_endpoint: issuer.endpoint('/oauth2/logout'),
      backchannel_logout_supported: true,
      backchannel_logout_session_supported: true,
      frontchannel_logout_supported: true,
      frontchannel_logout_session_supported: true,
      service_documentation: issuer.endpoint('/docs'),
      response_types_supported: RESPONSE_TYPES,
      response_modes_supported: RESPONSE_MODES,
      grant_types_supported: [...new Set([...tokens.grantTypes(), ...RESPONSE_TYPES.flatMap(grantTypesOf)])],
      scopes_supported: STANDARD_SCOPES,
      claims_supported: [
        ...STANDARD_CLAIMS,
        'iss',
        'aud',
        'exp',
        'iat',
        'auth_time',
        'acr',
        'amr',
        'sid',
        'nonce',
      ],
      claim_types_supported: ['normal'],
      claims_parameter_supported: true,
      request_parameter_supported: true,
      request_uri_parameter_supported: true,
      require_request_uri_registration: true,
      request_object_signing_alg_values_supported: SIGNING_ALGORITHMS,
      prompt_values_supported: offeredPrompts({ signUp: signUp.on }),
      acr_values_supported: ACR_VALUES,
      subject_types_supported: ['public', 'pairwise'],
      userinfo_signing_alg_values_supported: SIGNING_ALGORITHMS,
      id_token_signing_alg_values_supported: SIGNING_ALGORITHMS,
      code_challenge_methods_supported: CODE_CHALLENGE_METHODS,
      authorization_response_iss_parameter_supported: true,
      token_endpoint_auth_methods_supported: methods,
      token_endpoint_auth_signing_alg_values_supported: assertionAlgorithms,
      introspection_endpoint_auth_methods_supported: authenticating,
      introspection_endpoint_auth_signing_alg_values_supported: assertionAlgorithms,
      revocation_endpoint_auth_methods_supported: methods,
      revocation_endpoint_auth_signing_alg_values_supported: assertionAlgorithms,
    });
  }

  /** The same document for every caller. */
  get(): Readonly<Record<string, unknown>> {
    return this.document;
  }
}
