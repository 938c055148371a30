import { describe, expect, it } from 'vitest';
import {
  MACHINE_PERMISSIONS,
  PERMISSIONS,
  type Permissions,
  permissionsOfRole,
  ROLE_PERMISSIONS,
  scopeFor,
} from './permissions.js';

const isPartOf = (part: Permissions, whole: Permissions) =>
  [...part].every((permission) => whole.has(permission));

describe('The administrative roles', () => {
  it('an owner may all, and nobody else does', () => {
    const { owner, ...others } = ROLE_PERMISSIONS;
    expect([...owner]).toEqual([...PERMISSIONS]);
    for (const permissions of [...Object.values(others), MACHINE_PERMISSIONS]) {
      expect(permissions.size).toBeLessThan(owner.size);
      expect(permissions.has('users:owners')).toBe(false);
    }
  });

  it('support and auditors may nothing that an admin may not, and have no part in each other', () => {
    const { admin, support, auditor } = ROLE_PERMISSIONS;
    expect([isPartOf(support, admin), isPartOf(auditor, admin)]).toEqual([true, true]);
    expect([isPartOf(support, auditor), isPartOf(auditor, support)]).toEqual([false, false]);
  });

  it('an auditor only reads', () => {
    expect([...ROLE_PERMISSIONS.auditor].map(scopeFor)).toEqual(
      [...ROLE_PERMISSIONS.auditor].map(() => 'admin:read'),
    );
  });

  it('support never comes near a client', () => {
    expect([...ROLE_PERMISSIONS.support].filter((permission) => permission.startsWith('clients:'))).toEqual(
      [],
    );
  });

  it('without one, a person may nothing', () => {
    expect(permissionsOfRole(null).size).toBe(0);
  });
});
