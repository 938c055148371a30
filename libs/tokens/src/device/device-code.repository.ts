import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { Database, isUniqueViolation, type Statements } from '#libs/storage';
import { GRANT_COLUMNS, type GrantRow } from '../grants/grant-row.js';
import type { DeviceCodeEntity } from './device-code.entity.js';

type Undecided = 'decision' | 'grant_id' | 'spent_at' | 'attempt_id' | 'next_poll_at_ms' | 'removable_at';
export type NewDeviceCode = Readonly<Omit<DeviceCodeEntity, Undecided>>;

type Judged = 'client_id' | 'decision' | 'expires_at' | 'spent_at' | 'grant_id';
/** A device code with the grant of its approval, as long as there is one. */
export type DeviceCodeRow = Readonly<Pick<DeviceCodeEntity, Judged>> &
  (GrantRow | { readonly [Column in keyof GrantRow]: null });

/** As the driver gives it. */
export type PendingDeviceRow = Readonly<Omit<DeviceCodeEntity, 'asked_resource'>> & {
  readonly asked_resource: string | null;
};

/** RFC 8628 §3.5: the seconds that each poll too early adds. */
const SLOWER_BY = 5;
/** Milliseconds: clocks and networks are not exact, and a device that means to keep the interval shall. */
const LENIENCE_MS = 500;

@Injectable()
export class DeviceCodeRepository {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** False: another device has this user code. */
  async insert(code: NewDeviceCode): Promise<boolean> {
    try {
      await this.database.affected(
        'INSERT INTO device_codes (device_code_hash, user_code_mac, client_id, asked_scope, asked_resource, ip, ' +
          'created_at, expires_at, poll_interval, next_poll_at_ms, decision, grant_id, spent_at, attempt_id, ' +
          'removable_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, NULL, NULL, NULL, NULL, ?)',
        [
          code.device_code_hash,
          code.user_code_mac,
          code.client_id,
          code.asked_scope,
          code.asked_resource && JSON.stringify(code.asked_resource),
          code.ip,
          code.created_at,
          code.expires_at,
          code.poll_interval,
          code.expires_at,
        ],
      );
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }

  find(deviceCodeHash: string): Promise<DeviceCodeRow | undefined> {
    return this.database.row<DeviceCodeRow>(
      `SELECT d.client_id, d.decision, d.expires_at, d.spent_at, d.grant_id, ${GRANT_COLUMNS} ` +
        'FROM device_codes d LEFT JOIN grants g ON g.grant_id = d.grant_id WHERE d.device_code_hash = ?',
      [deviceCodeHash],
    );
  }

  /** The one that waits for an answer under one of these keyed hashes. */
  findPending(userCodeMacs: readonly string[]): Promise<PendingDeviceRow | undefined> {
    const marks = userCodeMacs.map(() => '?').join(', ');
    return this.database.row<PendingDeviceRow>(
      `SELECT * FROM device_codes WHERE user_code_mac IN (${marks}) AND decision IS NULL AND expires_at > ?`,
      [...userCodeMacs, this.clock.now()],
    );
  }

  /** Of however many polls at once, one is in time. */
  async poll(deviceCodeHash: string): Promise<'in_time' | 'too_fast'> {
    const now = this.clock.nowMs();
    const inTime = await this.database.affected(
      'UPDATE device_codes SET next_poll_at_ms = ? + poll_interval * 1000 ' +
        'WHERE device_code_hash = ? AND next_poll_at_ms <= ?',
      [now - LENIENCE_MS, deviceCodeHash, now],
    );
    if (inTime === 1) return 'in_time';
    // The interval is set last: MySQL evaluates assignments from left to right with what is assigned already.
    await this.database.affected(
      'UPDATE device_codes SET next_poll_at_ms = ? + (poll_interval + ?) * 1000, ' +
        'poll_interval = poll_interval + ? WHERE device_code_hash = ?',
      [now - LENIENCE_MS, SLOWER_BY, SLOWER_BY, deviceCodeHash],
    );
    return 'too_fast';
  }

  /** Answers the device, once: true for exactly one answer, in time. */
  async decide(
    deviceCodeHash: string,
    answer: { readonly grant_id: string; readonly removable_at: number } | 'denied',
    within: Statements = this.database,
  ): Promise<boolean> {
    const [decision, grantId, removableAt] =
      answer === 'denied' ? ['denied', null, 0] : ['approved', answer.grant_id, answer.removable_at];
    const decided = await within.affected(
      'UPDATE device_codes SET decision = ?, grant_id = ?, ' +
        'removable_at = CASE WHEN removable_at < ? THEN ? ELSE removable_at END ' +
        'WHERE device_code_hash = ? AND decision IS NULL AND expires_at > ?',
      [decision, grantId, removableAt, removableAt, deviceCodeHash, this.clock.now()],
    );
    return decided === 1;
  }

  /**
   * Spends the code, once: true for exactly one attempt. An attempt that asks again, because the database's answer
   * was lost, recognises itself.
   */
  async spend(deviceCodeHash: string, attemptId: string, within: Statements): Promise<boolean> {
    const spent = await within.affected(
      'UPDATE device_codes SET spent_at = ?, attempt_id = ? ' +
        "WHERE device_code_hash = ? AND decision = 'approved' AND (spent_at IS NULL OR attempt_id = ?)",
      [this.clock.now(), attemptId, deviceCodeHash, attemptId],
    );
    return spent === 1;
  }

  async removeExpired(limit: number): Promise<number> {
    const rows = await this.database.rows<{ device_code_hash: string }>(
      'SELECT device_code_hash FROM device_codes WHERE removable_at < ? ORDER BY removable_at LIMIT ?',
      [this.clock.now(), limit],
    );
    if (rows.length === 0) return 0;
    return this.database.affected(
      `DELETE FROM device_codes WHERE device_code_hash IN (${rows.map(() => '?').join(', ')})`,
      rows.map((row) => row.device_code_hash),
    );
  }
}
