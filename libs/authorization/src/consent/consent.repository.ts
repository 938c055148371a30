import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { Database, isUniqueViolation } from '#libs/storage';
import type { ConsentEntity } from './consent.entity.js';

type StoredConsent = Pick<ConsentEntity, 'scope' | 'claims'>;

@Injectable()
export class ConsentRepository {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  find(accountId: string, clientId: string): Promise<ConsentEntity | undefined> {
    return this.database.lookup<ConsentEntity>(
      'SELECT * FROM consents WHERE account_id = ? AND client_id = ?',
      [accountId, clientId],
    );
  }

  listOf(accountId: string): Promise<ConsentEntity[]> {
    return this.database.rows<ConsentEntity>(
      'SELECT * FROM consents WHERE account_id = ? ORDER BY updated_at DESC, client_id LIMIT 500',
      [accountId],
    );
  }

  /** False: there is one already. */
  async add(accountId: string, clientId: string, { scope, claims }: StoredConsent): Promise<boolean> {
    const now = this.clock.now();
    try {
      await this.database.affected(
        'INSERT INTO consents (account_id, client_id, scope, claims, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?)',
        [accountId, clientId, scope, claims, now, now],
      );
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }

  /** False: it was changed or revoked since `before` was read. */
  async replace(before: ConsentEntity, { scope, claims }: StoredConsent): Promise<boolean> {
    const { account_id, client_id } = before;
    const changed = await this.database.affected(
      'UPDATE consents SET scope = ?, claims = ?, updated_at = ? ' +
        "WHERE account_id = ? AND client_id = ? AND scope = ? AND COALESCE(claims, '') = ?",
      [scope, claims, this.clock.now(), account_id, client_id, before.scope, before.claims ?? ''],
    );
    return changed === 1;
  }

  delete(accountId: string, clientId: string): Promise<number> {
    return this.database.affected('DELETE FROM consents WHERE account_id = ? AND client_id = ?', [
      accountId,
      clientId,
    ]);
  }

  async deleteOfAccount(accountId: string): Promise<void> {
    await this.database.affected('DELETE FROM consents WHERE account_id = ?', [accountId]);
  }

  async deleteOfClient(clientId: string): Promise<void> {
    await this.database.affected('DELETE FROM consents WHERE client_id = ?', [clientId]);
  }
}
