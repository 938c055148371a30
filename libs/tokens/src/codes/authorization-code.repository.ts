import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { Database, type Spending, type Statements } from '#libs/storage';
import { GRANT_COLUMNS, type GrantRow } from '../grants/grant-row.js';
import type { AuthorizationCodeEntity } from './authorization-code.entity.js';

export type NewAuthorizationCode = Readonly<Omit<AuthorizationCodeEntity, 'spent_at' | 'attempt_id'>>;

/** A code with the grant that it carries. */
export type AuthorizationCodeRow = Readonly<AuthorizationCodeEntity> & GrantRow;

const CODE: Spending = {
  table: 'authorization_codes',
  key: 'code_hash',
  marks: ['spent_at', 'attempt_id'],
  unspent: 'spent_at IS NULL',
  attempt: 'attempt_id',
};

@Injectable()
export class AuthorizationCodeRepository {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async insert(code: NewAuthorizationCode, within: Statements): Promise<void> {
    await within.affected(
      'INSERT INTO authorization_codes (code_hash, grant_id, client_id, redirect_uri, code_challenge, nonce, ' +
        'created_at, expires_at, spent_at, attempt_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)',
      [
        code.code_hash,
        code.grant_id,
        code.client_id,
        code.redirect_uri,
        code.code_challenge,
        code.nonce,
        code.created_at,
        code.expires_at,
      ],
    );
  }

  find(codeHash: string): Promise<AuthorizationCodeRow | undefined> {
    return this.database.lookup<AuthorizationCodeRow>(
      `SELECT c.*, ${GRANT_COLUMNS} FROM authorization_codes c ` +
        'JOIN grants g ON g.grant_id = c.grant_id WHERE c.code_hash = ?',
      [codeHash],
    );
  }

  /**
   * Spends the code, once: true for exactly one attempt. An attempt that asks again, because the database's answer
   * was lost, recognises itself.
   */
  spend(codeHash: string, attemptId: string, within: Statements): Promise<boolean> {
    return within.spend(CODE, codeHash, [this.clock.now(), attemptId]);
  }
}
