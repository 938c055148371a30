import { hashToken, randomToken } from '#libs/secrets';
import type { AuthorizationDraft } from '../authorization-draft.js';
import type { NewGrant } from '../grants/grant.repository.js';
import type { NewAuthorizationCode } from './authorization-code.repository.js';

/** An authorization code, and its row. RFC 6749 §4.1.2 */
export interface NewCode {
  /** 256 random bits. */
  readonly code: string;
  readonly row: NewAuthorizationCode;
}

/** @param lifetime seconds */
export function newCode(
  draft: AuthorizationDraft,
  { grant_id, created_at }: NewGrant,
  lifetime: number,
): NewCode {
  const code = randomToken();
  return {
    code,
    row: {
      code_hash: hashToken(code),
      grant_id,
      client_id: draft.client.client_id,
      redirect_uri: draft.redirect_uri.value,
      code_challenge: draft.code_challenge ?? null,
      nonce: draft.nonce ?? null,
      created_at,
      expires_at: created_at + lifetime,
    },
  };
}
