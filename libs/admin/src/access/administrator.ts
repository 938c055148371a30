import type { Account, AdminRole } from '#libs/accounts';
import type { Actor } from '#libs/clients';
import type { AccessToken } from '#libs/tokens';
import { ProblemError } from '../problems/problem-error.js';
import { MACHINE_PERMISSIONS, type Permission, type Permissions, permissionsOfRole } from './permissions.js';

/** Who calls the admin API, and what they may: a person by their role of this moment, or a client for itself. */
export class Administrator {
  constructor(
    /** For the audit trail. */
    readonly actor: Actor,
    readonly permissions: Permissions,
  ) {}

  static of(token: AccessToken, request: { readonly ip: string; readonly id: string }): Administrator {
    const { account, client } = token;
    const from = { ip: request.ip, request_id: request.id };
    if (!account)
      return new Administrator({ actor: `client:${client.client_id}`, ...from }, MACHINE_PERMISSIONS);
    return new Administrator(
      { actor: `account:${account.id}`, ...from },
      permissionsOfRole(account.admin_role),
    );
  }

  may(permission: Permission): boolean {
    return this.permissions.has(permission);
  }

  /** @throws ProblemError not_permitted */
  assertMay(permission: Permission): void {
    if (!this.may(permission)) throw notPermitted(`This needs the permission ${permission}.`);
  }

  /**
   * Nobody changes, or gets hold of the account of, a person who may what they may not themselves.
   * @throws ProblemError not_permitted
   */
  assertMayChange(person: Pick<Account, 'admin_role'>): void {
    if (this.reaches(person.admin_role)) return;
    throw notPermitted('This person may do what you may not, so you can’t change them.');
  }

  /** Nobody gives rights that they don't have. @throws ProblemError not_permitted */
  assertMayGrant(role: AdminRole | null): void {
    if (this.reaches(role)) return;
    throw notPermitted('This role allows what you may not do yourself, so you can’t give it.');
  }

  private reaches(role: AdminRole | null): boolean {
    return [...permissionsOfRole(role)].every((permission) => this.may(permission));
  }
}

function notPermitted(detail: string): ProblemError {
  return new ProblemError('not_permitted', detail);
}
