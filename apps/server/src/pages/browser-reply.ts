import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Issuer } from '#libs/config';
import { randomToken } from '#libs/secrets';
import {
  messagesFor,
  negotiateLanguage,
  type PageContext,
  type PageHeaderOptions,
  pageHeaders,
  renderSelfPost,
} from './views/index.js';

/** Characters of a URL that every proxy and browser lets through. */
const LONGEST_URL = 8000;
/** What this service calls itself on its pages. */
const PRODUCT_NAME = 'Portico';

export type Fields = readonly (readonly [name: string, value: string])[];

export interface PageOptions extends Partial<PageHeaderOptions> {
  readonly status?: number;
  /** `ui_locales` of the application's request, which goes before what the browser prefers. */
  readonly uiLocales?: string;
}

/** Answers a browser: with a page, or by sending it on. */
@Injectable()
export class BrowserReply {
  constructor(private readonly issuer: Issuer) {}

  /** @param render makes the page in the visitor's language */
  async page(
    request: FastifyRequest,
    reply: FastifyReply,
    render: (context: PageContext) => string,
    { status = 200, opener = 'kept', uiLocales, ...sources }: PageOptions = {},
  ): Promise<void> {
    const language = negotiateLanguage(uiLocales, request.headers['accept-language']);
    const context = {
      messages: messagesFor(language),
      base: this.issuer.path,
      productName: PRODUCT_NAME,
    };
    await reply
      .code(status)
      .headers(pageHeaders({ opener, ...sources }))
      .send(render(context));
  }

  /** To an address that was proven. After a form 303, so that no browser sends the form on. */
  async redirect(request: FastifyRequest, reply: FastifyReply, location: string): Promise<void> {
    await reply
      .code(request.method === 'POST' ? 303 : 302)
      .headers({ location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
      .send();
  }

  /** To a path of ours, by GET. */
  async go(reply: FastifyReply, path: string, fields: Fields = []): Promise<void> {
    await reply
      .code(303)
      .headers({ location: this.url(path, fields), 'cache-control': 'no-store' })
      .send();
  }

  /** To a path of ours, with what may be too long for a URL: then a page carries it there by a form. */
  async carry(request: FastifyRequest, reply: FastifyReply, path: string, fields: Fields): Promise<void> {
    if (this.fits(path, fields)) return this.go(reply, path, fields);
    const scriptNonce = randomToken(16);
    const action = this.issuer.path + path;
    await this.page(
      request,
      reply,
      (context) => renderSelfPost({ ...context, action, fields, scriptNonce }),
      { scriptNonce },
    );
  }

  /** For a link to a path of ours; undefined when a GET can't carry this. */
  link(path: string, fields: Fields): string | undefined {
    return this.fits(path, fields) ? this.url(path, fields) : undefined;
  }

  /** Whether a GET can carry this. */
  fits(path: string, fields: Fields): boolean {
    return this.address(path, fields) !== undefined;
  }

  /** Of a path of ours, by GET; undefined when it would be too long. */
  address(path: string, fields: Fields): string | undefined {
    const address = this.url(path, fields);
    return address.length <= LONGEST_URL ? address : undefined;
  }

  private url(path: string, fields: Fields): string {
    const query = new URLSearchParams(
      fields.map(([name, value]): [string, string] => [name, value]),
    ).toString();
    return this.issuer.path + path + (query === '' ? '' : `?${query}`);
  }
}
