import { createServer, request as forward, type Server } from 'node:http';

/** A proxy that sends every request to the next server, whoever asks; one that can't be reached is a 502. */
export class AlternatingProxy {
  /** How many requests each server has answered. */
  readonly answered: number[];
  /** The server of the next request. */
  turn = 0;

  private constructor(
    private readonly server: Server,
    private readonly ports: readonly number[],
  ) {
    this.answered = ports.map(() => 0);
  }

  static async start(port: number, ports: readonly number[]): Promise<AlternatingProxy> {
    const server = createServer();
    const proxy = new AlternatingProxy(server, ports);
    server.on('request', (incoming, outgoing) => {
      const turn = proxy.turn++ % proxy.ports.length;
      const { method, url, headers } = incoming;
      const onward = forward({ host: '127.0.0.1', port: proxy.ports[turn], method, path: url, headers });
      onward.on('response', (response) => {
        proxy.answered[turn] = (proxy.answered[turn] ?? 0) + 1;
        outgoing.writeHead(response.statusCode ?? 502, response.rawHeaders);
        response.on('error', () => outgoing.destroy());
        response.pipe(outgoing);
      });
      onward.on('error', () => (outgoing.headersSent ? outgoing.destroy() : outgoing.writeHead(502).end()));
      incoming.pipe(onward);
    });
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return proxy;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
