import { Module } from '@nestjs/common';
import { AccountsModule } from '#libs/accounts';
import { Sweeper } from '#libs/storage';
import { SessionRepository } from './session.repository.js';
import { SessionClients } from './session-clients.js';
import { SessionCookie } from './session-cookie.js';
import { SessionEndings } from './session-endings.js';
import { Sessions } from './sessions.js';
import { SignedInBrowser } from './signed-in-browser.js';

/** The browser's session here, its cookie, and who is signed in by it. */
@Module({
  imports: [AccountsModule],
  providers: [Sessions, SessionRepository, SessionClients, SessionEndings, SessionCookie, SignedInBrowser],
  exports: [Sessions, SessionClients, SessionEndings, SessionCookie, SignedInBrowser],
})
export class SessionsModule {
  constructor(sessions: Sessions, sweeper: Sweeper) {
    sweeper.register('sessions', (limit) => sessions.removeExpired(limit));
  }
}
