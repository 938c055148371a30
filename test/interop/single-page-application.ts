import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestPortico } from '../support/portico.js';
import { registerAt } from './register-at.js';

const file = (path: string) => readFileSync(new URL(path, import.meta.url));

/** The page of `oidc-client-ts/`, as a static web server has it: every other address is the page itself. */
export class SinglePageApplication {
  private constructor(
    readonly origin: string,
    private readonly server: Server,
  ) {}

  /** @param host `localhost`, where Portico's host is the same site; or `127.0.0.1`, which is another site */
  static async start(
    portico: TestPortico,
    host: 'localhost' | '127.0.0.1',
    scope: string,
  ): Promise<SinglePageApplication> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = `http://${host}:${(server.address() as AddressInfo).port}`;
    const { client_id } = await registerAt(portico, 'oidc-client-ts', origin);
    const page = file('oidc-client-ts/index.html');
    const scripts: Readonly<Record<string, string | Buffer>> = {
      '/settings.json': JSON.stringify({ issuer: portico.url, client_id, scope }),
      '/application.js': file('oidc-client-ts/application.js'),
      '/oidc-client-ts.js': file('node_modules/oidc-client-ts/dist/esm/oidc-client-ts.js'),
      '/jwt-decode.js': file('node_modules/jwt-decode/build/esm/index.js'),
    };
    server.on('request', (request, response) => {
      const script = scripts[new URL(request.url ?? '/', origin).pathname];
      response.setHeader(
        'content-type',
        script === undefined ? 'text/html; charset=utf-8' : 'text/javascript',
      );
      response.end(script ?? page);
    });
    return new SinglePageApplication(origin, server);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
