import { availableCores } from './available-cores.js';
import type { ConfigurationKey } from './configuration-key.js';
import { isLoopback } from './rules/issuer.js';
import { MOST_WORKERS } from './sections/database.settings.js';

/**
 * Every key there is, in the order in which defaults may depend on one another. The loader, the sections'
 * values and the table in docs/configuration.md all come from here.
 */
export const CONFIGURATION_KEYS: readonly ConfigurationKey[] = [
  {
    key: 'PORTICO_CONFIG_FILE',
    default: 'none',
    meaning: 'A YAML file with the same keys in lower case without the prefix; the environment wins over it.',
    secret: false,
    restart: 'yes',
  },
  {
    key: 'PORTICO_PORT',
    target: { section: 'http', property: 'port', form: 'integer' },
    default: '4000',
    meaning: 'The port to listen on.',
    secret: false,
    restart: 'yes',
  },
  {
    key: 'PORTICO_ISSUER',
    target: { section: 'issuer', property: 'url', form: 'text' },
    default: 'http://localhost:PORT',
    derive: (known) => `http://localhost:${known.get('PORTICO_PORT')}`,
    meaning:
      'The public address, and the name of this provider in every token. https unless the host is a loopback one; may have a path; no trailing slash, query or fragment. Clients know it: never change it lightly.',
    secret: false,
    restart: 'yes',
  },
  {
    key: 'PORTICO_HOST',
    target: { section: 'http', property: 'host', form: 'text' },
    default: 'localhost when the issuer’s host is a loopback one, else 0.0.0.0',
    derive: (known) => (isLoopback(known.get('PORTICO_ISSUER') ?? '') ? 'localhost' : '0.0.0.0'),
    meaning:
      'The name or address to listen on. localhost is 127.0.0.1 and ::1, so nothing outside this machine can connect; :: is every address, IPv6 too.',
    secret: false,
    restart: 'yes',
  },
  {
    key: 'PORTICO_TRUSTED_PROXIES',
    target: { section: 'http', property: 'trusted_proxies', form: 'list' },
    default: 'none',
    derive: () => '',
    meaning:
      'Addresses and ranges (10.0.0.0/8) of the proxies in front; only they may say where a request came from (X-Forwarded-For).',
    secret: false,
    restart: 'yes',
  },
  {
    key: 'PORTICO_DATA_DIR',
    target: { section: 'dataDirectory', property: 'path', form: 'text' },
    default: './data',
    meaning: 'Where Portico keeps its own files: the embedded database and the generated encryption key.',
    secret: false,
    restart: 'yes',
  },
  {
    key: 'PORTICO_DATABASE_URL',
    target: { section: 'database', property: 'url', form: 'text' },
    default: 'sqlite:DATA_DIR/portico.sqlite',
    derive: (known) => `sqlite:${known.get('PORTICO_DATA_DIR')}/portico.sqlite`,
    meaning:
      'The database: sqlite:FILE, mysql://USER:PASSWORD@HOST:PORT/DATABASE or the same with mariadb://. Several processes need MySQL or MariaDB.',
    secret: true,
    restart: 'yes',
  },
  {
    key: 'PORTICO_WORKERS',
    target: { section: 'database', property: 'workers', form: 'integer' },
    default: '1 on SQLite, one per core on MySQL and MariaDB',
    derive: (known) =>
      known.get('PORTICO_DATABASE_URL')?.startsWith('sqlite:')
        ? '1'
        : String(Math.min(availableCores(), MOST_WORKERS)),
    meaning:
      'How many processes serve on the one port of this machine; more than one needs MySQL or MariaDB. Each takes some 150 MB and up to 10 connections to the database (all together 80, or 4 each). In a container with a CPU limit, a core is one of those that it may use.',
    secret: false,
    restart: 'yes',
  },
  {
    key: 'PORTICO_ENCRYPTION_KEY',
    target: { section: 'encryption', property: 'keys', form: 'list' },
    default: 'generated in the data directory (SQLite only)',
    derive: () => '',
    meaning:
      'The secret that seals signing keys and other secrets at rest, 32 characters or more. Several, separated by commas: the first seals, all open. Required on MySQL and MariaDB.',
    secret: true,
    restart: 'yes',
  },
  {
    key: 'PORTICO_ADMIN_EMAIL',
    target: { section: 'setUp', property: 'admin_email', form: 'text' },
    default: 'none',
    derive: () => undefined,
    meaning:
      'The first administrator, created instead of the set-up link. Comes with PORTICO_ADMIN_PASSWORD.',
    secret: false,
    restart: 'until set up',
  },
  {
    key: 'PORTICO_ADMIN_PASSWORD',
    target: { section: 'setUp', property: 'admin_password', form: 'text' },
    default: 'none',
    derive: () => undefined,
    meaning: 'The first administrator’s password. Comes with PORTICO_ADMIN_EMAIL.',
    secret: true,
    restart: 'until set up',
  },
  {
    key: 'PORTICO_MANAGEMENT_CLIENT_ID',
    target: { section: 'setUp', property: 'management_client_id', form: 'text' },
    default: 'none',
    derive: () => undefined,
    meaning:
      'A client that may call the admin API with client_credentials; made to agree at each start. Comes with PORTICO_MANAGEMENT_CLIENT_SECRET.',
    secret: false,
    restart: 'yes',
  },
  {
    key: 'PORTICO_MANAGEMENT_CLIENT_SECRET',
    target: { section: 'setUp', property: 'management_client_secret', form: 'text' },
    default: 'none',
    derive: () => undefined,
    meaning: 'That client’s secret, 32 characters or more. Comes with PORTICO_MANAGEMENT_CLIENT_ID.',
    secret: true,
    restart: 'yes',
  },
  {
    key: 'PORTICO_SESSION_ABSOLUTE_LIFETIME',
    target: { section: 'sessions', property: 'absolute_lifetime', form: 'integer' },
    default: '604800',
    meaning: 'Seconds after which a person must sign in again, however much the session is used.',
    secret: false,
    restart: 'yes',
  },
  {
    key: 'PORTICO_SESSION_IDLE_LIFETIME',
    target: { section: 'sessions', property: 'idle_lifetime', form: 'integer' },
    default: '28800, or the absolute lifetime when that is shorter',
    derive: (known) => String(Math.min(28_800, Number(known.get('PORTICO_SESSION_ABSOLUTE_LIFETIME')))),
    meaning: 'Seconds without use after which a person must sign in again.',
    secret: false,
    restart: 'yes',
  },
  {
    key: 'PORTICO_REFRESH_TOKEN_GRACE',
    target: { section: 'tokens', property: 'refresh_grace', form: 'integer' },
    default: '10',
    meaning: 'Seconds in which a repeated refresh gets the same successor again, 0 to 60; 0 is never.',
    secret: false,
    restart: 'yes',
  },
  {
    key: 'PORTICO_OUTBOUND_ALLOWED_HOSTS',
    target: { section: 'outbound', property: 'allowed_hosts', form: 'list' },
    default: 'none',
    derive: () => '',
    meaning:
      'Hosts with a private address that Portico may still call (a client’s jwks_uri, for instance); all others must be public.',
    secret: false,
    restart: 'yes',
  },
  {
    key: 'PORTICO_PRIVATE_USE_SCHEMES',
    target: { section: 'clients', property: 'private_use_schemes', form: 'list' },
    default: 'none',
    derive: () => '',
    meaning: 'Schemes without a dot that native clients may use in redirect URIs.',
    secret: false,
    restart: 'yes',
  },
  {
    key: 'PORTICO_REQUIRE_PUSHED_AUTHORIZATION_REQUESTS',
    target: { section: 'clients', property: 'require_pushed_authorization_requests', form: 'boolean' },
    default: 'false',
    meaning:
      'Whether every client must push its authorization requests (RFC 9126), true or false; false leaves it to each client’s rules.',
    secret: false,
    restart: 'yes',
  },
  {
    key: 'PORTICO_NEW_ACCESS',
    target: { section: 'access', property: 'start', form: 'text' },
    default: 'unrestricted',
    meaning:
      'What new clients and people may have: unrestricted (everything, until they are given an access policy) or denied (nothing, until then).',
    secret: false,
    restart: 'yes',
  },
  {
    key: 'PORTICO_REGISTRATION',
    target: { section: 'registration', property: 'mode', form: 'text' },
    default: 'off',
    meaning:
      'Whether clients may register themselves (RFC 7591): off, token (with PORTICO_REGISTRATION_TOKEN) or open (whoever asks).',
    secret: false,
    restart: 'yes',
  },
  {
    key: 'PORTICO_REGISTRATION_TOKEN',
    target: { section: 'registration', property: 'token', form: 'text' },
    default: 'none',
    derive: () => undefined,
    meaning: 'The initial access token for PORTICO_REGISTRATION=token, 32 characters or more.',
    secret: true,
    restart: 'yes',
  },
  {
    key: 'PORTICO_REGISTRATION_PROFILE',
    target: { section: 'registration', property: 'profile', form: 'text' },
    default: 'default',
    meaning:
      'The profile of clients that register themselves: default, or oidc-basic where those that authenticate may do without PKCE.',
    secret: false,
    restart: 'yes',
  },
  {
    key: 'PORTICO_REGISTRATION_RESPONSE_TYPES',
    target: { section: 'registration', property: 'response_types', form: 'list' },
    default: 'none',
    derive: () => '',
    meaning:
      'What clients that register themselves may ask of the authorization endpoint besides code (response-types.md says why they had better not): id_token, id_token token, code id_token, code token, code id_token token.',
    secret: false,
    restart: 'yes',
  },
  {
    key: 'PORTICO_REGISTRATION_LIMIT',
    target: { section: 'registration', property: 'limit', form: 'integer' },
    default: '300',
    meaning:
      'How often one network (an IPv4 /24, an IPv6 /64) may register a client within a quarter of an hour when registration is open.',
    secret: false,
    restart: 'yes',
  },
  {
    key: 'PORTICO_SIGN_UP',
    target: { section: 'signUp', property: 'mode', form: 'text' },
    default: 'off',
    meaning:
      'Whether people may make an account of their own: off, domains (whose e-mail address is of PORTICO_SIGN_UP_DOMAINS) or open (everybody). The address is not verified.',
    secret: false,
    restart: 'yes',
  },
  {
    key: 'PORTICO_SIGN_UP_DOMAINS',
    target: { section: 'signUp', property: 'domains', form: 'list' },
    default: 'none',
    derive: () => '',
    meaning:
      'The e-mail domains for PORTICO_SIGN_UP=domains, each exactly; subdomains are domains of their own.',
    secret: false,
    restart: 'yes',
  },
  {
    key: 'PORTICO_SIGN_UP_LIMIT',
    target: { section: 'signUp', property: 'limit', form: 'integer' },
    default: '50',
    meaning:
      'How often one network (an IPv4 /24, an IPv6 /64) may sign somebody up within a quarter of an hour.',
    secret: false,
    restart: 'yes',
  },
  {
    key: 'PORTICO_KEY_ROTATION_DAYS',
    target: { section: 'keys', property: 'rotation_days', form: 'integer' },
    default: '90',
    meaning:
      'Days for which a signing key signs until the next one takes over, which is published a day before; 0 is never.',
    secret: false,
    restart: 'yes',
  },
  {
    key: 'PORTICO_LOG_LEVEL',
    target: { section: 'log', property: 'level', form: 'text' },
    default: 'info',
    meaning: 'fatal, error, warn, info, debug, trace or silent.',
    secret: false,
    restart: 'yes',
  },
];
