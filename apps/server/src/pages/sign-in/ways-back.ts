import { Injectable } from '@nestjs/common';
import type { Fields } from '../browser-reply.js';
import { FormTickets } from '../form-tickets.js';

/** The pages of ours that send a person to sign in; nobody is sent anywhere else after. */
const OWN_PAGES = ['/account', '/device'] as const;
export type OwnPage = (typeof OWN_PAGES)[number];

/** Where a person wanted to go before they had to sign in, with what they brought. */
export interface WayBack {
  readonly page: OwnPage;
  readonly fields: Fields;
}

export const TO_ACCOUNT: WayBack = { page: '/account', fields: [] };

/** The ticket of a sign-in for a page of Portico's own. It carries the way back, and nobody else can write one. */
@Injectable()
export class WaysBack {
  constructor(private readonly tickets: FormTickets) {}

  write({ page, fields }: WayBack): string {
    const way = Buffer.from(JSON.stringify([page, fields])).toString('base64url');
    return `${way}~${this.tickets.write({ about: aboutOf(way) })}`;
  }

  /** Undefined: Portico didn't write it, or not today. */
  read(written: string | undefined): WayBack | undefined {
    const [way = '', ticket] = written?.split('~') ?? [];
    if (!this.tickets.fits(ticket, { about: aboutOf(way) })) return undefined;
    const [page, fields] = JSON.parse(Buffer.from(way, 'base64url').toString()) as [string, Fields];
    const own = OWN_PAGES.find((each) => each === page);
    return own && { page: own, fields };
  }
}

function aboutOf(way: string): string {
  return `way back ${way}`;
}
