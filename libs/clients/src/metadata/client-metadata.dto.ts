import { RESPONSE_TYPES, SIGNING_ALGORITHMS } from '#libs/protocol';
import { HMAC_ALGORITHMS } from '../authentication/hmac-algorithms.js';
import { AUTHENTICATION_METHOD_NAMES, type AuthenticationMethodName } from '../authentication/index.js';
import {
  ACCESS_TOKEN_FORMATS,
  type AccessTokenFormat,
  APPLICATION_TYPES,
  type ApplicationType,
  ASSERTION_AUDIENCES,
  type AssertionAudience,
  CLIENT_STATUSES,
  type ClientStatus,
  SUBJECT_TYPES,
  type SubjectType,
} from '../client.entity.js';
import { PROFILE_NAMES } from '../rules/profiles.js';
import {
  ChoiceField,
  FlagField,
  JwksField,
  SecondsField,
  TextField,
  TextListField,
  UriField,
} from './fields.js';
import { GRANT_TYPES } from './grant-types.js';
import { LIFETIME_BOUNDS } from './lifetimes.js';

/**
 * What is registered of a client. Names of RFC 7591 §2, OpenID Connect Dynamic Client Registration 1.0 §2 and
 * RP-Initiated Logout 1.0 §3.1, then Portico's own. A member that is absent or null has its default; one that isn't
 * here is refused.
 */
export class ClientMetadataDto {
  @TextField(255, { description: 'The name that people are shown.', example: 'Photo Book' })
  client_name?: string | null;

  @UriField({ description: 'A page about the client, for people.', example: 'https://photos.example' })
  client_uri?: string | null;

  @UriField({
    description: 'Its logo, shown at sign-in and consent.',
    example: 'https://photos.example/logo.png',
  })
  logo_uri?: string | null;

  @UriField({
    description: 'How it uses what it learns about people; linked from the consent page.',
    example: 'https://photos.example/privacy',
  })
  policy_uri?: string | null;

  @UriField({
    description: 'Its terms of service; linked from the consent page.',
    example: 'https://photos.example/terms',
  })
  tos_uri?: string | null;

  @TextListField(
    { most: 10, longest: 255 },
    {
      description: 'How to reach those who are responsible for it.',
      example: ['ops@photos.example'],
      default: [],
    },
  )
  contacts?: string[] | null;

  @ChoiceField(APPLICATION_TYPES, {
    description:
      '`native` may register private-use schemes, and has the port of a loopback address free (RFC 8252 §7).',
    example: 'web',
    default: 'web',
  })
  application_type?: ApplicationType | null;

  @TextListField(
    { most: 100, longest: 2000 },
    {
      description:
        'Where codes may be sent. Kept and compared byte for byte. https; http on localhost; for native clients also ' +
        'a private-use scheme. No fragment. Required for `authorization_code`.',
      example: ['https://photos.example/callback'],
      format: 'uri',
      default: [],
    },
  )
  redirect_uris?: string[] | null;

  @TextListField(
    { most: 100, longest: 2000 },
    {
      description: 'Where a browser may be sent after sign-out. The rules of `redirect_uris`.',
      example: ['https://photos.example/signed-out'],
      format: 'uri',
      default: [],
    },
  )
  post_logout_redirect_uris?: string[] | null;

  @TextListField(
    { most: 100, longest: 2000 },
    {
      description:
        'Origins of browser pages that may call Portico (CORS), besides those of `redirect_uris`: scheme, host and ' +
        'port as a browser sends them, without a slash at the end.',
      example: ['https://app.photos.example'],
      default: [],
    },
  )
  allowed_origins?: string[] | null;

  @TextListField(
    { most: GRANT_TYPES.length, longest: 64, among: GRANT_TYPES },
    {
      description: 'What it may present at the token endpoint.',
      example: ['authorization_code', 'refresh_token'],
      default: ['authorization_code'],
    },
  )
  grant_types?: string[] | null;

  @TextListField(
    { most: RESPONSE_TYPES.length, longest: 64, among: RESPONSE_TYPES },
    {
      description:
        'What it may ask of the authorization endpoint: `code` with `authorization_code`; the others, which let ' +
        'tokens travel through the browser, with `implicit` (and those that hold `code` with both). The order of ' +
        'the words does not matter. RFC 9700 §2.1.2 leaves only `code`.',
      example: ['code'],
      default: ['code'],
    },
  )
  response_types?: string[] | null;

  @TextField(4000, {
    description:
      'All that it may ask for, space-separated; null: what its profile allows. `admin:read` and `admin:write` must ' +
      'be named here by an owner.',
    example: 'openid profile email',
  })
  scope?: string | null;

  @TextField(4000, {
    description: 'What it gets when it asks for no scope; part of `scope`.',
    example: 'openid',
  })
  default_scope?: string | null;

  @ChoiceField(AUTHENTICATION_METHOD_NAMES, {
    description: 'The one way in which it authenticates; `none` makes it a public client.',
    example: 'client_secret_basic',
    default: 'client_secret_basic',
  })
  token_endpoint_auth_method?: AuthenticationMethodName | null;

  @ChoiceField([...SIGNING_ALGORITHMS, ...HMAC_ALGORITHMS], {
    description:
      'What it signs assertions with: an HS algorithm by `client_secret_jwt`, another by `private_key_jwt`; null: any of ' +
      'them that its secret or its keys fit.',
    example: 'ES256',
  })
  token_endpoint_auth_signing_alg?: string | null;

  @JwksField({
    description: 'Its public keys (RFC 7517 §5). Not together with `jwks_uri`.',
    example: {
      keys: [
        {
          kty: 'EC',
          crv: 'P-256',
          kid: '1',
          x: 'WKn-ZIGevcwGIyyrzFoZNBdaq9_TsqzGl96oc0CWuis',
          y: 'y77t-RvAHRKTsSGdIYUfweuOvwrvDD-Q3Hv5J0fSKbE',
        },
      ],
    },
  })
  jwks?: { keys: Record<string, unknown>[] } | null;

  @UriField({
    description:
      'Where its public keys are: https, on a public host or one that the configuration allows. Not together with `jwks`.',
    example: 'https://photos.example/jwks.json',
  })
  jwks_uri?: string | null;

  @ChoiceField(SIGNING_ALGORITHMS, {
    description: 'What its ID tokens are signed with; null: RS256.',
    example: 'RS256',
  })
  id_token_signed_response_alg?: string | null;

  @ChoiceField(SIGNING_ALGORITHMS, {
    description: 'What its access tokens are signed with; null: RS256.',
    example: 'RS256',
  })
  access_token_signed_response_alg?: string | null;

  @ChoiceField(SIGNING_ALGORITHMS, {
    description: 'What userinfo answers are signed with; null: they are plain JSON.',
    example: 'RS256',
  })
  userinfo_signed_response_alg?: string | null;

  @ChoiceField(SIGNING_ALGORITHMS, {
    description: 'What it signs request objects with; null: any of these that its keys fit.',
    example: 'ES256',
  })
  request_object_signing_alg?: string | null;

  @TextListField(
    { most: 100, longest: 2000 },
    {
      description:
        'Where its request objects are, for `request_uri`: https. Kept byte for byte, a fragment included.',
      example: ['https://photos.example/request.jwt'],
      format: 'uri',
    },
  )
  request_uris?: string[] | null;

  @TextListField(
    { most: 10, longest: 255 },
    {
      description: 'The authentication contexts that are asked for when a request has no `acr_values`.',
      example: ['urn:portico:acr:password'],
    },
  )
  default_acr_values?: string[] | null;

  @ChoiceField(SUBJECT_TYPES, {
    description:
      '`pairwise`: it knows people by a `sub` that clients of other sectors don’t see. Null: `public`.',
    example: 'public',
  })
  subject_type?: SubjectType | null;

  @UriField({
    description:
      'An https document, a JSON array that holds all its `redirect_uris`; its host is the sector of pairwise ' +
      'subjects. Read when it is registered. Required for pairwise clients with redirect URIs on several hosts.',
    example: 'https://photos.example/sector.json',
  })
  sector_identifier_uri?: string | null;

  @UriField({
    description: 'Where Portico posts logout tokens (OpenID Connect Back-Channel Logout 1.0).',
    example: 'https://photos.example/backchannel-logout',
  })
  backchannel_logout_uri?: string | null;

  @FlagField({ description: 'Whether those must hold `sid`; null: false.', example: true })
  backchannel_logout_session_required?: boolean | null;

  @UriField({
    description:
      'A page of the client that signs a person out there, loaded in a frame (OpenID Connect Front-Channel Logout 1.0).',
    example: 'https://photos.example/frontchannel-logout',
  })
  frontchannel_logout_uri?: string | null;

  @FlagField({ description: 'Whether that gets `iss` and `sid`; null: false.', example: true })
  frontchannel_logout_session_required?: boolean | null;

  @TextListField(
    { most: 100, longest: 2000 },
    {
      description:
        'The resource servers that it may ask access tokens for (`resource`, RFC 8707): absolute URIs without a ' +
        'fragment.',
      example: ['https://api.photos.example'],
      format: 'uri',
    },
  )
  allowed_resources?: string[] | null;

  @SecondsField(LIFETIME_BOUNDS.default_max_age, {
    description: 'Seconds since the last proof of who the person is, when a request has no `max_age`.',
    example: 3600,
  })
  default_max_age?: number | null;

  @FlagField({
    description: 'Whether its ID tokens always hold `auth_time`.',
    example: false,
    default: false,
  })
  require_auth_time?: boolean | null;

  @UriField({
    description: 'A page of the client that begins a sign-in (OpenID Connect Core 1.0 §4).',
    example: 'https://photos.example/sign-in',
  })
  initiate_login_uri?: string | null;

  @TextField(255, {
    description: 'What the software is, the same for all its installations.',
    example: 'photo-book',
  })
  software_id?: string | null;

  @TextField(255, { description: 'Its version.', example: '2.1.0' })
  software_version?: string | null;

  @ChoiceField(PROFILE_NAMES, {
    description: 'The set of rules that holds where the members below are null.',
    example: 'default',
    default: 'default',
  })
  profile?: string | null;

  @FlagField({
    description:
      'Whether codes need PKCE (S256); null: as the profile says. False is unsafe, above all for public clients.',
    example: true,
  })
  require_pkce?: boolean | null;

  @FlagField({
    description: 'Whether people are asked for consent; null: as the profile says.',
    example: true,
  })
  require_consent?: boolean | null;

  @FlagField({
    description:
      'Whether its authorization requests must be pushed first (RFC 9126); null: as the profile says.',
    example: false,
  })
  require_pushed_authorization_requests?: boolean | null;

  @ChoiceField(ASSERTION_AUDIENCES, {
    description:
      'What its client assertions must be addressed to: the issuer, or the token endpoint too; null: as the profile says.',
    example: 'issuer',
  })
  client_assertion_audience?: AssertionAudience | null;

  @ChoiceField(ACCESS_TOKEN_FORMATS, {
    description: '`jwt` (RFC 9068) or `opaque`; null: as the profile says.',
    example: 'jwt',
  })
  access_token_format?: AccessTokenFormat | null;

  @SecondsField(LIFETIME_BOUNDS.access_token_lifetime, {
    description: 'Seconds; null: as the profile says.',
    example: 600,
  })
  access_token_lifetime?: number | null;

  @SecondsField(LIFETIME_BOUNDS.refresh_token_lifetime, {
    description: 'Seconds from the consent on, whatever the use; null: as the profile says.',
    example: 2_592_000,
  })
  refresh_token_lifetime?: number | null;

  @SecondsField(LIFETIME_BOUNDS.refresh_token_idle_lifetime, {
    description: 'Seconds without use; null: as the profile says.',
    example: 1_209_600,
  })
  refresh_token_idle_lifetime?: number | null;

  @ChoiceField(CLIENT_STATUSES, {
    description:
      'A disabled client obtains nothing, and what it holds no longer works. Replacing the metadata without this member leaves it as it is.',
    example: 'enabled',
    default: 'enabled',
  })
  status?: ClientStatus | null;
}
