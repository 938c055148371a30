import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Account } from '#libs/accounts';
import { SessionCookie, Sessions } from '#libs/sessions';
import { DeviceCookie, SignIn } from '#libs/sign-in';

/** Somebody who has just proved who they are. */
export interface Proven {
  readonly account: Account;
  /** RFC 8176. */
  readonly amr: readonly string[];
  readonly acr: string;
}

/** Puts a person's session into their browser, and takes it out again. */
@Injectable()
export class BrowserSession {
  constructor(
    private readonly sessions: Sessions,
    private readonly cookie: SessionCookie,
    private readonly device: DeviceCookie,
    private readonly signIn: SignIn,
  ) {}

  /** What a browser shows that signed this person in before; a stranger's attempts can't lock it out. */
  deviceOf(request: FastifyRequest): string | undefined {
    return request.cookies[this.device.name];
  }

  /** With a new secret. The browser's session goes on if it is this person's; another's ends. */
  async start({ account, amr, acr }: Proven, request: FastifyRequest, to: FastifyReply): Promise<void> {
    const { secret } = await this.sessions.start({
      account_id: account.id,
      amr,
      acr,
      ip: request.ip,
      user_agent: request.headers['user-agent'] ?? null,
      previous: await this.sessions.findLast(request.cookies[this.cookie.name]),
    });
    to.setCookie(this.cookie.name, secret, this.cookie.options);
    to.setCookie(this.device.name, this.signIn.deviceToken(account), this.device.options);
  }

  /** The browser forgets its session; the device stays known. */
  forget(to: FastifyReply): void {
    to.clearCookie(this.cookie.name, this.cookie.options);
  }
}
