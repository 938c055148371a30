import type { AdminRole } from '#libs/accounts';

/**
 * What may be done through the admin API. Those that end in `:read` change nothing. Each endpoint names one; the
 * two that none names decide over whom and what the others reach (see the classes that ask for them).
 */
export const PERMISSIONS = [
  /** Who one is. */
  'self:read',
  /** Numbers of sign-ins and refusals. */
  'activity:read',
  'clients:read',
  'clients:write',
  'clients:secrets',
  /** Whatever changes a client that holds, or would hold, the scopes of this API: it may act as an administrator. */
  'clients:administrative',
  /** How clients were told that people signed out. */
  'logout:read',
  'logout:retry',
  'users:read',
  'users:write',
  'users:delete',
  /** Passwords and invitations. */
  'users:credentials',
  'users:sessions',
  'users:consents',
  /** Being above everybody: to make owners, and to change them. */
  'users:owners',
  'policies:read',
  /** Writing access policies, and giving them to clients, people, roles and groups. */
  'policies:write',
  /** Asking what somebody would be given. */
  'policies:simulate',
  'groups:read',
  'groups:write',
  'events:read',
  'refusals:read',
  'keys:read',
  'keys:rotate',
  /** Ending a key at once, and with it what it signed. */
  'keys:withdraw',
] as const;

export type Permission = (typeof PERMISSIONS)[number];
export type Permissions = ReadonlySet<Permission>;

const but = (...withheld: Permission[]): Permissions =>
  new Set(PERMISSIONS.filter((permission) => !withheld.includes(permission)));

/** What the administrative roles of people allow. */
export const ROLE_PERMISSIONS: Readonly<Record<AdminRole, Permissions>> = {
  owner: but(),
  admin: but('users:owners', 'clients:administrative', 'keys:withdraw'),
  support: new Set([
    'self:read',
    'activity:read',
    'users:read',
    'users:credentials',
    'users:sessions',
    'groups:read',
    'refusals:read',
  ]),
  auditor: new Set([
    'self:read',
    'activity:read',
    'clients:read',
    'logout:read',
    'users:read',
    'policies:read',
    'groups:read',
    'events:read',
    'refusals:read',
    'keys:read',
  ]),
};

/**
 * What a client may that acts for itself (`client_credentials`). It exists to automate a deployment, so it may all,
 * except what would let a leaked secret outlive its rotation (make owners, or take over those there are), and what a
 * person must answer for: to end a key, and with it tokens of every application.
 */
export const MACHINE_PERMISSIONS: Permissions = but('users:owners', 'keys:withdraw');

const NOTHING: Permissions = new Set();

/** What people with this role may; null is the role of most people. */
export function permissionsOfRole(role: AdminRole | null): Permissions {
  return role === null ? NOTHING : ROLE_PERMISSIONS[role];
}

/** The scope that an access token must hold as well: it caps what the role allows. */
export function scopeFor(permission: Permission): 'admin:read' | 'admin:write' {
  return permission.endsWith(':read') ? 'admin:read' : 'admin:write';
}
