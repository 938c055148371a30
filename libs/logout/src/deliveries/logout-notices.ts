import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Accounts } from '#libs/accounts';
import { ClientRegistry } from '#libs/clients';
import { type EndedSession, SessionEndings } from '#libs/sessions';
import type { Statements } from '#libs/storage';
import { DeliveryWorker } from './delivery-worker.js';
import { LogoutOutbox } from './logout-outbox.repository.js';

/**
 * Puts into the outbox whom to tell that a session ended, in the transaction in which it ends: what is committed is
 * told, and nothing else is. OpenID Connect Back-Channel Logout 1.0 §2.3
 */
@Injectable()
export class LogoutNotices implements OnModuleInit {
  constructor(
    private readonly endings: SessionEndings,
    private readonly accounts: Accounts,
    private readonly clients: ClientRegistry,
    private readonly outbox: LogoutOutbox,
    private readonly worker: DeliveryWorker,
  ) {}

  onModuleInit(): void {
    this.endings.follow(async (ended, within) => {
      for (const one of ended) await this.addNoticesOf(one, within);
    });
  }

  private async addNoticesOf({ session, client_ids }: EndedSession, within: Statements): Promise<void> {
    const told = client_ids.filter((id) => this.clients.find(id)?.backchannel_logout_uri);
    if (told.length === 0) return;
    const person = await this.accounts.findById(session.account_id, within);
    for (const client_id of told) {
      await this.outbox.add({ client_id, sid: session.sid, sub: person?.sub ?? null }, within);
    }
    this.worker.soon();
  }
}
