import { OAuthError } from '#libs/protocol';
import type { IssuanceRule } from './index.js';

/** A person who was disabled gets nothing more, by no grant. */
export const accountIsEnabled: IssuanceRule = ({ person }) => {
  if (person && person.account.status !== 'enabled') {
    throw new OAuthError('invalid_grant', 'the account is disabled', { rule: 'account.enabled' });
  }
};
