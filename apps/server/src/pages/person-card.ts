import type { Account } from '#libs/accounts';
import type { PersonCard } from './views/index.js';

/** A person as the pages greet them. */
export function personCard(account: Account): PersonCard {
  const username = account.email ?? account.preferred_username ?? account.phone_number ?? '';
  return { name: account.name ?? account.given_name ?? username, username };
}
