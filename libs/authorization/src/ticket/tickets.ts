import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import type { Parameters } from '#libs/protocol';
import { equalInConstantTime, hashToken, Vault } from '#libs/secrets';
import type { Session } from '#libs/sessions';
import type { EffectiveRequest } from '../request-object/effective-requests.js';
import type { Ticket } from './ticket.js';

const PURPOSE = 'authorization-ticket';
/** A sign-in page may stay open over night; a ticket of another day says nothing about this visit. */
const LIFETIME_MS = 24 * 60 * 60 * 1000;

type Arrived = Pick<EffectiveRequest, 'parameters' | 'effective'>;

/** Writes tickets and reads them again. Nobody else can write one, and none fits another request. */
@Injectable()
export class Tickets {
  constructor(
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {}

  /**
   * For a request that has just arrived: after whatever the browser's session has proved so far. A session's last
   * proof may lie ahead of this process's clock (by the second that `auth_time` is moved on, or by another process).
   */
  first(arrived: Arrived, session?: Pick<Session, 'authenticated_at_ms'>): Ticket {
    const first_seen_ms = Math.max(this.clock.nowMs(), session?.authenticated_at_ms ?? 0);
    return { ...digests(arrived), first_seen_ms };
  }

  write(ticket: Ticket): string {
    const payload = Buffer.from(JSON.stringify(ticket)).toString('base64url');
    return `${payload}.${this.vault.mac(PURPOSE, payload)}`;
  }

  /** The ticket, if Portico wrote it, for this request, within a day. */
  read(written: string | undefined, arrived: Arrived): Ticket | undefined {
    const ticket = this.open(written, arrived.parameters);
    return ticket?.effective === digests(arrived).effective ? ticket : undefined;
  }

  /** When this request first arrived, epoch milliseconds, whatever it may have asked for then. */
  firstSeen(written: string | undefined, parameters: Parameters): number | undefined {
    return this.open(written, parameters)?.first_seen_ms;
  }

  private open(written: string | undefined, parameters: Parameters): Ticket | undefined {
    const [payload, mac, ...more] = written?.split('.') ?? [];
    if (!payload || !mac || more.length > 0) return undefined;
    if (!this.vault.macs(PURPOSE, payload).some((own) => equalInConstantTime(own, mac))) return undefined;
    const ticket = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Ticket;
    if (ticket.request !== digest(parameters)) return undefined;
    return this.clock.nowMs() - ticket.first_seen_ms < LIFETIME_MS ? ticket : undefined;
  }
}

function digests({ parameters, effective }: Arrived): Pick<Ticket, 'request' | 'effective'> {
  const request = digest(parameters);
  return effective === parameters ? { request } : { request, effective: digest(effective) };
}

function digest(parameters: Parameters): string {
  return hashToken(parameters.toQuery());
}
