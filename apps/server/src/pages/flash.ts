import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Issuer } from '#libs/config';
import { Vault } from '#libs/secrets';

const PURPOSE = 'flash';
/** Seconds until the next page must have been shown. */
const LIFETIME = 60;

/**
 * Something to be said on the next page, after the 303 that follows a form. It travels in a cookie, sealed, because it
 * may hold what a person typed; a URL would keep that.
 */
@Injectable()
export class Flash {
  private readonly name: string;
  private readonly options: { path: string; httpOnly: true; sameSite: 'lax'; secure: boolean };

  constructor(
    private readonly vault: Vault,
    issuer: Issuer,
  ) {
    this.name = issuer.secure ? '__Host-portico_flash' : 'portico_flash';
    this.options = { path: '/', httpOnly: true, sameSite: 'lax', secure: issuer.secure };
  }

  /** @param page the one page that may show it */
  async put(to: FastifyReply, page: string, message: object): Promise<void> {
    const sealed = await this.vault.seal(JSON.stringify({ page, message }), PURPOSE);
    to.setCookie(this.name, sealed, { ...this.options, maxAge: LIFETIME });
  }

  /** What the form before this page left to say; it is said once. */
  async take<M>(request: FastifyRequest, to: FastifyReply, page: string): Promise<M | undefined> {
    const sealed = request.cookies[this.name];
    if (!sealed) return undefined;
    to.clearCookie(this.name, this.options);
    try {
      const flash = JSON.parse(await this.vault.open(sealed, PURPOSE)) as { page: string; message: M };
      return flash.page === page ? flash.message : undefined;
    } catch {
      return undefined;
    }
  }
}
