import { normaliseSignInName } from '#libs/protocol';
import type { Account } from './account.js';
import type { SignInNameKind } from './sign-in-name.entity.js';

/** A name by which somebody signs in, because a claim of theirs says so. */
export interface SignInNameOf {
  readonly normalised: string;
  readonly kind: SignInNameKind;
  /** The claim that it comes from: what a conflict names. */
  readonly field: 'email' | 'preferred_username';
}

/**
 * The names that a person's claims give them: the e-mail address, and the user name that an administrator chose.
 * When both say the same, it is one name, and an e-mail address.
 */
export function signInNamesOf(
  claims: Pick<Account, 'email' | 'preferred_username'>,
): readonly SignInNameOf[] {
  const email = normalised(claims.email);
  const username = normalised(claims.preferred_username);
  return [
    ...(email ? [{ normalised: email, kind: 'email', field: 'email' } as const] : []),
    ...(username && username !== email
      ? [{ normalised: username, kind: 'username', field: 'preferred_username' } as const]
      : []),
  ];
}

/** What to take away and what to add, so that the names of `before` become those of `after`. */
export function signInNameChanges(
  before: readonly SignInNameOf[],
  after: readonly SignInNameOf[],
): { readonly dropped: readonly SignInNameOf[]; readonly added: readonly SignInNameOf[] } {
  const within = (names: readonly SignInNameOf[]) => (name: SignInNameOf) =>
    names.some((other) => other.normalised === name.normalised && other.kind === name.kind);
  return {
    dropped: before.filter((name) => !within(after)(name)),
    added: after.filter((name) => !within(before)(name)),
  };
}

function normalised(name: string | null): string | undefined {
  return name === null ? undefined : normaliseSignInName(name);
}
