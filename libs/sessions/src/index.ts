export { sessionEntities } from './entities.js';
export { SessionEntity } from './session.entity.js';
export type { Session } from './session.js';
export { SessionCookie, type SessionCookieOptions } from './session-cookie.js';
export { isAlive, nextAuthenticationMs } from './session-lifetime.js';
export { type NewSession, Sessions, type StartedSession } from './sessions.js';
export { SessionsModule } from './sessions.module.js';
export { type SessionCookies, type SignedIn, SignedInBrowser } from './signed-in-browser.js';
