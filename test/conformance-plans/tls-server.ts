import { request as plainRequest, type RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { TLS } from './over-tls.js';

export interface Served {
  readonly port: number;
  close(): Promise<void>;
}

/** An https server on loopback. */
export async function startTlsServer(listener: RequestListener): Promise<Served> {
  const server = createServer(TLS, listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A proxy that ends TLS: the process behind it learns by X-Forwarded-For who asked, and of no public name. */
export function startTlsProxy(to: number): Promise<Served> {
  return startTlsServer((asked, reply) => {
    const headers = {
      ...asked.headers,
      host: `127.0.0.1:${to}`,
      'x-forwarded-for': asked.socket.remoteAddress ?? '',
      'x-forwarded-proto': 'https',
    };
    const passedOn = plainRequest(
      { host: '127.0.0.1', port: to, path: asked.url, method: asked.method, headers },
      (answer) => {
        reply.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(reply);
      },
    );
    passedOn.on('error', () => reply.writeHead(502).end());
    asked.pipe(passedOn);
  });
}
