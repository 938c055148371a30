import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { Database, isUniqueViolation, type Statements } from '#libs/storage';

const NOTE =
  'INSERT INTO session_clients (sid, client_id, created_at) SELECT s.sid, ?, ? FROM sessions s WHERE s.sid = ? ' +
  'AND NOT EXISTS (SELECT 1 FROM session_clients c WHERE c.sid = s.sid AND c.client_id = ?)';

/** Of those that were noted here last; whoever is not among them is noted again, which changes nothing. */
const REMEMBERED = 10_000;

/** Which clients a person is signed in to by a session. */
@Injectable()
export class SessionClients {
  /** What is noted stays so until the session ends, and its `sid` is never used again. */
  private readonly noted = new Set<string>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Part of giving a client something. Nothing is noted of a session that has ended. */
  async note(sid: string, clientId: string, within: Statements): Promise<void> {
    if (this.noted.has(`${sid} ${clientId}`)) return;
    try {
      await within.affected(NOTE, [clientId, this.clock.now(), sid, clientId]);
    } catch (error) {
      // Another request of the same client noted it just now.
      if (!isUniqueViolation(error)) throw error;
    }
  }

  /** Says that `note` was committed, so that it needn't be done again. */
  remember(sid: string, clientId: string): void {
    this.noted.add(`${sid} ${clientId}`);
    if (this.noted.size <= REMEMBERED) return;
    const [oldest] = this.noted;
    if (oldest !== undefined) this.noted.delete(oldest);
  }

  async of(sid: string, within: Statements = this.database): Promise<readonly string[]> {
    const rows = await within.rows<{ client_id: string }>(
      'SELECT client_id FROM session_clients WHERE sid = ? ORDER BY client_id',
      [sid],
    );
    return rows.map(({ client_id }) => client_id);
  }

  async forget(sids: readonly string[], within: Statements = this.database): Promise<void> {
    if (sids.length === 0) return;
    const list = sids.map(() => '?').join(', ');
    await within.affected(`DELETE FROM session_clients WHERE sid IN (${list})`, sids);
  }
}
