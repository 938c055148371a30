import type { ApiOperation } from './api-operations.js';

/** By the name of a parameter: what gets a request further than what a schema can say. */
const BY_NAME: Readonly<Record<string, readonly string[]>> = {
  client_id: ['{{party.client_id}}'],
  client_secret: ['{{party.client_secret}}'],
  client_assertion: ['{{party.client_assertion}}'],
  client_assertion_type: ['urn:ietf:params:oauth:client-assertion-type:jwt-bearer'],
  redirect_uri: ['{{party.redirect_uri}}'],
  post_logout_redirect_uri: ['{{party.redirect_uri}}', 'https://elsewhere.example/'],
  response_type: ['code', 'code id_token', 'id_token', 'none'],
  response_mode: ['query', 'fragment', 'form_post', 'query.jwt'],
  scope: ['openid', 'openid profile email offline_access', 'openid admin:read', 'openid openid', 'nothing'],
  state: ['state', '"><script>'],
  code: ['{{code.code}}'],
  code_verifier: ['{{code.code_verifier}}', 'x'.repeat(43)],
  code_challenge: ['E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', 'x'],
  code_challenge_method: ['S256', 'plain'],
  refresh_token: ['{{tokens.refresh_token}}'],
  device_code: ['{{device.device_code}}'],
  token: [
    '{{tokens.access_token}}',
    '{{tokens.refresh_token}}',
    '{{tokens.id_token}}',
    '{{administrator.token}}',
  ],
  token_type_hint: ['access_token', 'refresh_token', 'id_token'],
  access_token: ['{{tokens.access_token}}'],
  id_token_hint: ['{{tokens.id_token}}', '{{tokens.access_token}}'],
  request: ['{{party.request}}', 'eyJhbGciOiJub25lIn0.e30.'],
  request_uri: ['{{pushed.request_uri}}', 'urn:ietf:params:oauth:request_uri:x', 'https://127.0.0.1/request'],
  resource: ['https://api.example', '{{party.issuer}}/admin/v1', 'not a uri', 'https://a.example/#fragment'],
  prompt: ['none', 'login', 'consent', 'select_account', 'create', 'none login', 'x'],
  max_age: ['0', '1', '100000', '-1', '1e3', '99999999999999999999'],
  login_hint: ['admin@example.com'],
  ui_locales: ['de en', 'x-y-z', '*'],
  acr_values: ['1', 'urn:mace:incommon:iap:silver'],
  claims: [
    '{"id_token":{"email":{"essential":true}},"userinfo":{"name":null}}',
    '{"id_token":[]}',
    '[',
    '{}',
  ],
  sid: ['{{user.sid}}'],
  kid: ['{{key.kid}}'],
  user_id: ['{{user.id}}'],
  role: ['editor', 'nobody has it'],
  reference: ['{{refusal.reference}}'],
  alg: ['ES256', 'RS256', 'PS256', 'EdDSA', 'none', 'HS256'],
  limit: ['1', '200', '201', '0', '-1', '-0', '1.0', '1e1', '1e400', ' 1', '01'],
  order: ['client_id', 'client_name', 'secret_hash'],
  name: ['photo', '%', '_'],
  search: ['admin', '%', '\\'],
  type: ['client.created', 'client.%'],
  subject: ['client:management', 'user:'],
  user_code: ['{{device.user_code}}'],
  origin: ['{{party.issuer}}', 'null'],
  cookie: ['{{browser.cookie}}'],
  'If-Match': ['*', '"1"', 'W/"1"', '"1", "2"', '1', '"', '""', '"999999999999999999999"', '"1e400"', '"-0"'],
};

/** Of the admin API the same names mean things that may be changed and deleted, not those that the fuzzing lives on. */
const OF_CLIENTS: typeof BY_NAME = {
  client_id: ['{{client.client_id}}'],
  'If-Match': ['{{client.etag}}', ...(BY_NAME['If-Match'] ?? [])],
  cursor: ['{{cursors.clients}}'],
};
const OF_SECRETS: typeof BY_NAME = {
  client_id: ['{{rotated.client_id}}'],
  secret_id: ['{{rotated.secret_id}}'],
  'If-Match': ['{{rotated.etag}}', ...(BY_NAME['If-Match'] ?? [])],
};
const OF_USERS: typeof BY_NAME = {
  id: ['{{user.id}}'],
  client_id: ['{{user.client_id}}'],
  'If-Match': ['{{user.etag}}', ...(BY_NAME['If-Match'] ?? [])],
  cursor: ['{{cursors.users}}'],
};
const OF_DELIVERIES: typeof BY_NAME = {
  client_id: ['{{delivery.client_id}}'],
  delivery_id: ['{{delivery.id}}'],
};
const OF_EVENTS: typeof BY_NAME = { client_id: ['management'], cursor: ['{{cursors.events}}'] };
const OF_REGISTRATIONS: typeof BY_NAME = { client_id: ['{{registered.client_id}}'] };

const OF_FLOW_PAGES: typeof BY_NAME = {
  request: ['{{visit.request}}', 'client_id=x&client_id=y', 'request=%zz'],
  ticket: ['{{visit.ticket}}', '{{account.ticket}}', 'e30.e30', '.', '{{visit.ticket}}x'],
  username: ['{{person.email}}', 'nobody@example.com'],
  password: ['{{person.password}}', 'wrong'],
  choice: ['same', 'another'],
  decision: ['allow', 'deny'],
};
const OF_OWN_PAGES: typeof BY_NAME = {
  ticket: ['{{account.ticket}}', '{{visit.ticket}}', '0.AAAA', '{{account.ticket}}x'],
  cookie: ['{{account.cookie}}'],
  current_password: ['wrong'],
  new_password: ['seven green herons'],
  client_id: ['{{party.client_id}}'],
  decision: ['allow', 'deny'],
  request: [''],
  token: ['x'.repeat(43)],
};

const BY_PATH: readonly (readonly [path: RegExp, values: typeof BY_NAME])[] = [
  [/^\/(?:sign-in|consent)/, OF_FLOW_PAGES],
  [/^\/(?:account|device|sign-out|invitation|set-up|$)/, OF_OWN_PAGES],
  [/^\/admin\/v1\/clients.*\/secrets\//, OF_SECRETS],
  [/^\/admin\/v1\/clients.*\/logout-deliveries/, OF_DELIVERIES],
  [/^\/admin\/v1\/clients/, OF_CLIENTS],
  [/^\/admin\/v1\/(?:users|groups.*\/members)/, OF_USERS],
  [/^\/admin\/v1\/events/, OF_EVENTS],
  [/^\/oauth2\/register\//, OF_REGISTRATIONS],
];

/** The first is the one that succeeds. */
export function knownValues({ path }: ApiOperation, name: string): readonly string[] {
  const [, values] = BY_PATH.find(([pattern]) => pattern.test(path)) ?? [];
  return values?.[name] ?? BY_NAME[name] ?? madeBefore(path, name);
}

/** Of `/things/{id}`: one that a plain POST to `/things` made. */
function madeBefore(path: string, name: string): readonly string[] {
  const before = path.split(`/{${name}}`, 1)[0] ?? '';
  if (before === path) return [];
  return [`{{${MADE}${before.slice(before.lastIndexOf('/') + 1).replaceAll('-', '_')}.${name}}}`];
}

/** Begins the name of a thing that no kind is known of. */
export const MADE = 'made_';

/** The `Authorization` header that each security scheme asks for, the one that succeeds first. */
export function credentials({ security, path }: ApiOperation): readonly (string | undefined)[] {
  switch (security) {
    case 'oauth2':
      return ['Bearer {{owner.token}}', 'Bearer {{administrator.token}}', 'Bearer {{tokens.access_token}}'];
    case 'client_secret_basic':
      return ['Basic {{party.basic}}'];
    case 'access_token':
      return path.startsWith('/oauth2/register')
        ? ['Bearer {{registered.registration_access_token}}', undefined]
        : ['Bearer {{tokens.access_token}}', 'Bearer {{owner.token}}'];
    default:
      return [undefined];
  }
}

const AUTHORIZATION_REQUEST = {
  redirect_uri: '',
  response_type: '',
  scope: '',
  code_challenge: '',
  code_challenge_method: '',
};

const ACCESS = {
  access_policies: [{ policy_id: '{{made_access_policies.id}}', parameters: { region: 'north' } }],
};

const QUESTION = {
  subject: { type: 'client', id: '{{party.client_id}}' },
  action: { name: 'read' },
  resource: { type: 'invoice', id: '4711' },
};

/** What a request must hold to succeed, where the document can't say it; an empty text for the known value. */
export const NEEDED: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  token: { grant_type: 'client_credentials' },
  pushAuthorizationRequest: AUTHORIZATION_REQUEST,
  authorize: AUTHORIZATION_REQUEST,
  authorizeByPost: AUTHORIZATION_REQUEST,
  createAccessPolicy: { name: '{{fresh.name}}' },
  setClientAccess: ACCESS,
  setUserAccess: ACCESS,
  setGroupAccess: ACCESS,
  setRoleAccess: ACCESS,
  replaceAccessPolicy: { name: '{{fresh.name}}' },
  simulateAccess: { client_id: '{{party.client_id}}', user_id: '{{user.id}}' },
  evaluateAccess: QUESTION,
  evaluateAccesses: QUESTION,
  createGroup: { name: '{{fresh.name}}' },
  replaceRegistration: { client_id: '{{registered.client_id}}', redirect_uris: ['https://app.example/'] },
};
