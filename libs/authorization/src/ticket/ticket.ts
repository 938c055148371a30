/** Portico's own parameter beside the client's; it is no part of the request. */
export const TICKET_PARAMETER = 'ticket';

/**
 * What Portico remembers of an authorization request while the person is on its pages. It travels with them, marked
 * by Portico, so that no row is needed before the code and any process can take the next step.
 */
export interface Ticket {
  /** SHA-256 of the request that it belongs to. */
  readonly request: string;
  /** SHA-256 of what is asked for, when that was written elsewhere, where it could change. */
  readonly effective?: string;
  /** When the request first arrived, epoch milliseconds. */
  readonly first_seen_ms: number;
  /** The session that was shown to the person, or that they signed in to. */
  readonly sid?: string;
  /** In that session the person chose this account for this request. */
  readonly selected?: boolean;
  /** In that session the person answered the consent page. */
  readonly consent?: 'allowed' | 'denied';
}

/** The ticket for a session. What was answered in another one is left behind: it was perhaps another person. */
export function boundTo(ticket: Ticket, sid: string): Ticket & { readonly sid: string } {
  const { request, effective, first_seen_ms } = ticket;
  return ticket.sid === sid ? { ...ticket, sid } : { request, effective, first_seen_ms, sid };
}
