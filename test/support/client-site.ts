import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as the client's site got it. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
}

/**
 * A client's own web site, on another site than Portico (`127.0.0.1`, where Portico is `localhost`). It answers with the
 * pages that it was given, and remembers what it was asked.
 */
export class ClientSite {
  readonly received: Received[] = [];
  readonly pages = new Map<string, string>();

  private constructor(
    private readonly server: Server,
    readonly origin: string,
  ) {}

  static async start(): Promise<ClientSite> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const site = new ClientSite(server, `http://127.0.0.1:${port}`);
    server.on('request', async (request, reply) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      const { pathname, searchParams } = new URL(request.url ?? '/', site.origin);
      if (pathname === '/favicon.ico') return reply.writeHead(204).end();
      site.received.push({
        method: request.method ?? '',
        path: pathname,
        query: searchParams,
        form: new URLSearchParams(body),
        headers: request.headers,
      });
      reply.setHeader('content-type', 'text/html; charset=utf-8');
      reply.end(
        site.pages.get(pathname) ?? `<!doctype html><title>Client</title><p id="arrived">${pathname}</p>`,
      );
    });
    return site;
  }

  /** What came last to this path. */
  last(path: string): Received | undefined {
    return this.received.findLast((each) => each.path === path);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
