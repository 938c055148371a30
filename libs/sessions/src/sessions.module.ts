import { Module } from '@nestjs/common';
import { SessionRepository } from './session.repository.js';
import { SessionCookie } from './session-cookie.js';
import { Sessions } from './sessions.js';

/** The browser's session here, and its cookie. */
@Module({ providers: [Sessions, SessionRepository, SessionCookie], exports: [Sessions, SessionCookie] })
export class SessionsModule {}
