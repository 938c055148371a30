import type { Accounts } from '#libs/accounts';
import { OAuthError } from '#libs/protocol';
import type { AuthorizedPerson } from '../authorization.js';
import type { LiveGrant } from './grant-row.js';

/**
 * The person who gave a grant, as they are now.
 *
 * @throws OAuthError invalid_grant when they are gone
 */
export async function personOf(
  grant: LiveGrant,
  accounts: Accounts,
  nonce: string | null = null,
): Promise<AuthorizedPerson> {
  const account = await accounts.findById(grant.account_id);
  if (!account)
    throw new OAuthError('invalid_grant', 'the person is no longer known', { rule: 'account.exists' });
  return { ...grant.authentication, account, claims: grant.claims, nonce: nonce ?? undefined };
}
