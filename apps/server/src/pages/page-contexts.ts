import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Issuer } from '#libs/config';
import { messagesFor, negotiateLanguage, type PageContext } from './views/index.js';

/** What this service calls itself on its pages. */
const PRODUCT_NAME = 'Portico';

/** Everything that a page needs to know about its visitor and its place. */
@Injectable()
export class PageContexts {
  constructor(private readonly issuer: Issuer) {}

  /** @param uiLocales of the application's request, which goes before what the browser prefers */
  of(request: FastifyRequest, uiLocales?: string): PageContext {
    const language = negotiateLanguage(uiLocales, request.headers['accept-language']);
    return { messages: messagesFor(language), base: this.issuer.path, productName: PRODUCT_NAME };
  }
}
