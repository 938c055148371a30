export { SessionEntity } from './session.entity.js';
export type { Session } from './session.js';
export { SessionCookie, type SessionCookieOptions } from './session-cookie.js';
export { isAlive, nextAuthenticationMs } from './session-lifetime.js';
export { Sessions, type SignedIn, type StartedSession } from './sessions.js';
export { SessionsModule } from './sessions.module.js';
