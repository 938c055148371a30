import type { IncomingMessage } from 'node:http';
import { type Served, startTlsServer } from './tls-server.js';

/** A request as the suite's own site got it. */
export interface Arrival {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
  readonly type: string | undefined;
}

export interface Document {
  readonly type: string;
  readonly body: string;
}

/** Where the suite's clients live: their callback, and the documents that the provider fetches from them. */
export class SuiteSite {
  readonly arrivals: Arrival[] = [];
  /** By path. */
  readonly documents = new Map<string, Document>();

  private constructor(
    private readonly served: Served,
    /** By the name that Portico's process finds: for what it fetches. */
    readonly origin: string,
  ) {}

  static async start(): Promise<SuiteSite> {
    const served = await startTlsServer(async (asked, reply) => {
      const arrival = await arrivalOf(asked);
      site.arrivals.push(arrival);
      const document = site.documents.get(arrival.path) ?? CALLBACK_PAGE;
      reply.setHeader('content-type', document.type);
      reply.end(document.body);
    });
    const site = new SuiteSite(served, `https://localhost:${served.port}`);
    return site;
  }

  /** By the name that only browsers find: tokens for a web application must not go to localhost. */
  get callback(): string {
    return `https://service.test:${this.served.port}/test/a/portico/callback`;
  }

  /** Serves a document. @returns its address */
  serve(path: string, body: unknown, type = 'application/json'): string {
    this.documents.set(path, { type, body: typeof body === 'string' ? body : JSON.stringify(body) });
    return `${this.origin}${path}`;
  }

  close(): Promise<void> {
    return this.served.close();
  }
}

const CALLBACK_PAGE: Document = {
  type: 'text/html',
  body: '<!doctype html><title>Suite</title><span id="submission_complete"></span>',
};

async function arrivalOf(asked: IncomingMessage): Promise<Arrival> {
  let body = '';
  for await (const chunk of asked) body += chunk;
  const { pathname, searchParams } = new URL(asked.url ?? '/', 'https://localhost');
  return {
    method: asked.method ?? '',
    path: pathname,
    query: searchParams,
    form: new URLSearchParams(body),
    type: asked.headers['content-type'],
  };
}
