import { Injectable } from '@nestjs/common';
import type { Transaction } from '#libs/storage';
import { ClientSecretEntity } from './client-secret.entity.js';

/** The rows of client secrets. They are read together with their client. */
@Injectable()
export class ClientSecretRepository {
  async add(secret: ClientSecretEntity, transaction: Transaction): Promise<void> {
    await transaction.repository(ClientSecretEntity).insert(secret);
  }

  /** @param now epoch seconds @returns false when it isn't a valid secret of this client */
  async retire(client_id: string, id: string, now: number, transaction: Transaction): Promise<boolean> {
    const changed = await transaction.affected(
      'UPDATE client_secrets SET expires_at = ? WHERE id = ? AND client_id = ? AND (expires_at IS NULL OR expires_at > ?)',
      [now, id, client_id, now],
    );
    return changed === 1;
  }

  /** @param now epoch seconds */
  async removeRetired(client_id: string, now: number, transaction: Transaction): Promise<void> {
    await transaction.affected('DELETE FROM client_secrets WHERE client_id = ? AND expires_at <= ?', [
      client_id,
      now,
    ]);
  }

  /** Keeps only the hashes of a client's secrets. */
  async removeSealed(client_id: string, transaction: Transaction): Promise<void> {
    await transaction.affected('UPDATE client_secrets SET sealed_secret = NULL WHERE client_id = ?', [
      client_id,
    ]);
  }

  async reseal(id: string, sealed_secret: string, transaction: Transaction): Promise<void> {
    await transaction.affected('UPDATE client_secrets SET sealed_secret = ? WHERE id = ?', [
      sealed_secret,
      id,
    ]);
  }

  async removeAll(client_id: string, transaction: Transaction): Promise<void> {
    await transaction.affected('DELETE FROM client_secrets WHERE client_id = ?', [client_id]);
  }
}
