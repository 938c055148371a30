import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { equalInConstantTime, Vault } from '#libs/secrets';
import type { Session } from '#libs/sessions';

const PURPOSE = 'form-ticket';
/** A page may stay open over night; a form of another day says nothing about what the person wants now. */
const LIFETIME_MS = 24 * 60 * 60 * 1000;

/** Whose form it is, and what it is about. */
interface FormSubject {
  /** The session that the page was shown to; none: to nobody who is signed in. */
  readonly session?: Pick<Session, 'sid'>;
  /** The request that the page asked about. */
  readonly about?: string;
}

/**
 * Marks the forms of Portico's own pages (account, sign-out), so that one counts only for the session that it was
 * shown to. An application's authorization request has a `Ticket` instead.
 */
@Injectable()
export class FormTickets {
  constructor(
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {}

  write(subject: FormSubject): string {
    const shownAt = String(this.clock.nowMs());
    return `${shownAt}.${this.vault.mac(PURPOSE, marked(shownAt, subject))}`;
  }

  /** Whether Portico wrote it, for this subject, within a day. */
  fits(written: string | undefined, subject: FormSubject): boolean {
    const [shownAt = '', mac = '', ...more] = written?.split('.') ?? [];
    const own = this.vault.macs(PURPOSE, marked(shownAt, subject));
    if (more.length > 0 || !own.some((one) => equalInConstantTime(one, mac))) return false;
    return this.clock.nowMs() - Number(shownAt) < LIFETIME_MS;
  }
}

function marked(shownAt: string, { session, about = '' }: FormSubject): string {
  return JSON.stringify([shownAt, session?.sid ?? null, about]);
}
