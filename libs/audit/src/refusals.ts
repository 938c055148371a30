import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Clock } from '#libs/clock';
import { boundedJson, cut } from './bounded-json.js';
import { formatCursor, parseCursor } from './event-cursor.js';
import type { NewRefusal, Refusal, RefusalPage, RefusalQuery } from './refusal.js';
import { RefusalRepository } from './refusal.repository.js';
import { RefusalQueue } from './refusal-queue.js';
import { newReference, normaliseReference } from './refusal-reference.js';

const FLUSH_EVERY_MS = 500;
/** With the interval above: 50 rows a second at most, whatever arrives. */
const ROWS_PER_FLUSH = 25;
const ROWS_PER_STATEMENT = 100;
const PAGE = 50;
const MAX_PAGE = 200;
const KEPT_MS = 14 * 24 * 3600 * 1000;

/**
 * Why requests were refused, by the reference that the person was shown. Noting one costs no database write of its
 * own, so that an anonymous flood doesn't become one; under a flood a sample is kept.
 */
@Injectable()
export class Refusals implements BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly logger = new Logger(Refusals.name);
  private readonly queue = new RefusalQueue();
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();
  private failing = false;
  private sampling = false;

  constructor(
    private readonly rows: RefusalRepository,
    private readonly clock: Clock,
  ) {}

  /** Keeps the refusal in memory until the next flush; gives its reference. Never throws, never waits. */
  note(refusal: NewRefusal): string {
    const facts = boundedJson(refusal.facts);
    const noted: Refusal = {
      reference: newReference(),
      at_ms: this.clock.nowMs(),
      error: cut(refusal.error, 64),
      description: cut(refusal.description, 1000),
      rule: cutOrNull(refusal.rule, 64),
      facts: facts === null ? null : JSON.parse(facts),
      client_id: cutOrNull(refusal.client_id, 128),
      endpoint: cut(refusal.endpoint, 200),
      ip: cutOrNull(refusal.ip, 45),
      request_id: cutOrNull(refusal.request_id, 64),
    };
    if (!this.queue.offer(noted)) this.saySampling();
    this.schedule();
    return noted.reference;
  }

  /** By a reference as a person types it. Undefined: unknown, older than 14 days, or not in the sample. */
  async find(reference: string): Promise<Refusal | undefined> {
    const normalised = normaliseReference(reference);
    if (normalised === undefined) return undefined;
    return this.queue.find(normalised) ?? (await this.rows.find(normalised));
  }

  /** Those that are written: one that was just noted follows within a second. @throws InvalidCursor */
  async list(query: RefusalQuery = {}): Promise<RefusalPage> {
    const limit = Math.min(Math.max(Math.trunc(query.limit || PAGE), 1), MAX_PAGE);
    const from = query.cursor === undefined ? undefined : parseCursor(query.cursor);
    const found = await this.rows.list(query, from, limit + 1);
    const refusals = found.slice(0, limit);
    const last = refusals.at(-1);
    if (found.length <= limit || last === undefined) return { refusals };
    return { refusals, next_cursor: formatCursor({ at_ms: last.at_ms, id: last.reference }) };
  }

  /** Writes everything that waits. Never rejects: when the database fails, it goes on waiting. */
  flush(): Promise<void> {
    return this.write(Number.POSITIVE_INFINITY);
  }

  /** Removes what is older than 14 days, `limit` of them at most; says how many. */
  removeExpired(limit: number): Promise<number> {
    return this.rows.removeBefore(this.clock.nowMs() - KEPT_MS, limit);
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.flush();
  }

  /** For the requests that were still answered meanwhile. */
  async onApplicationShutdown(): Promise<void> {
    clearTimeout(this.timer);
    await this.flush();
  }

  private schedule(): void {
    this.timer ??= setTimeout(() => void this.tick(), FLUSH_EVERY_MS).unref();
  }

  private async tick(): Promise<void> {
    await this.write(ROWS_PER_FLUSH);
    this.timer = undefined;
    if (this.queue.size > 0) this.schedule();
    else this.sampling = false;
  }

  private write(count: number): Promise<void> {
    this.writing = this.writing.then(() => this.writeOldest(Math.min(count, this.queue.size)));
    return this.writing;
  }

  private async writeOldest(count: number): Promise<void> {
    try {
      for (let left = count; left > 0; left -= ROWS_PER_STATEMENT) {
        const batch = this.queue.oldest(Math.min(left, ROWS_PER_STATEMENT));
        await this.rows.addAll(batch);
        this.queue.remove(batch);
        this.failing = false;
      }
    } catch (error) {
      if (!this.failing) this.logger.error('refusals wait, for the database does not take them', error);
      this.failing = true;
    }
  }

  private saySampling(): void {
    if (!this.sampling) this.logger.warn('more refusals than can be kept: from now on, a sample is');
    this.sampling = true;
  }
}

function cutOrNull(text: string | null | undefined, length: number): string | null {
  return text == null ? null : cut(text, length);
}
