import { Injectable } from '@nestjs/common';
import { Issuer } from '#libs/config';

/** What `@fastify/cookie` is told. */
export interface SessionCookieOptions {
  readonly path: '/';
  readonly httpOnly: true;
  readonly sameSite: 'lax';
  readonly secure: boolean;
}

/**
 * The cookie that holds a session's secret. `__Host-` binds it to this host and to https (RFC 6265bis §4.1.3.2);
 * without a lifetime of its own it ends with the browser, at the latest with the session.
 */
@Injectable()
export class SessionCookie {
  readonly name: string;
  readonly options: SessionCookieOptions;

  constructor(issuer: Issuer) {
    this.name = issuer.secure ? '__Host-portico_session' : 'portico_session';
    this.options = { path: '/', httpOnly: true, sameSite: 'lax', secure: issuer.secure };
  }
}
