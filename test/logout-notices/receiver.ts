import { readFileSync } from 'node:fs';
import { createServer as createHttp, type RequestListener } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createLocalJWKSet, decodeJwt, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose';

/** What arrived at a client's `backchannel_logout_uri`. */
export interface ReceivedNotice {
  readonly method: string;
  readonly path: string;
  readonly type: string;
  readonly form: URLSearchParams;
  readonly token: string;
  /** Not verified. */
  readonly claims: JWTPayload;
}

/** A status; or `hang`: the connection is taken, and nothing comes. */
export type Behaviour = number | 'hang';

const fixture = (name: string) =>
  readFileSync(new URL(`../../libs/outbound/fixtures/${name}`, import.meta.url), 'utf8');

/** Trusted by `OutboundNetwork.ca`, in the tests that ask for it. */
export const CERTIFICATE = fixture('self-signed.crt.pem');

/** The server of a client, on loopback, that is told when people sign out. */
export class Receiver {
  readonly received: ReceivedNotice[] = [];
  /** What it answers, one after the other; the last one from then on. */
  behaviours: Behaviour[] = [200];
  /** Milliseconds until it answers. */
  delay = 0;
  /** What it says besides. */
  body: Buffer | undefined;
  /** How many requests it had at the same time. */
  mostAtOnce = 0;
  private atOnce = 0;
  private readonly server;

  private constructor(private readonly scheme: 'http' | 'https') {
    const listener: RequestListener = async (request, response) => {
      this.atOnce += 1;
      this.mostAtOnce = Math.max(this.mostAtOnce, this.atOnce);
      response.once('close', () => {
        this.atOnce -= 1;
      });
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const form = new URLSearchParams(Buffer.concat(chunks).toString());
      const token = form.get('logout_token') ?? '';
      this.received.push({
        method: request.method ?? '',
        path: request.url ?? '',
        type: request.headers['content-type'] ?? '',
        form,
        token,
        claims: decodeJwt(token),
      });
      const behaviour = this.behaviours.length > 1 ? this.behaviours.shift() : this.behaviours[0];
      if (behaviour === 'hang') return;
      if (this.delay > 0) await new Promise((resolve) => setTimeout(resolve, this.delay));
      const location = { location: 'https://elsewhere.example/' };
      response.writeHead(behaviour ?? 500, behaviour === 302 ? location : {}).end(this.body);
    };
    this.server =
      scheme === 'http'
        ? createHttp(listener)
        : createHttps({ key: fixture('self-signed.key.pem'), cert: CERTIFICATE }, listener);
  }

  static async start(scheme: 'http' | 'https' = 'http', port = 0): Promise<Receiver> {
    const receiver = new Receiver(scheme);
    await new Promise<void>((resolve) => receiver.server.listen(port, '127.0.0.1', resolve));
    return receiver;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `${this.scheme}://localhost:${this.port}/backchannel`;
  }

  /** Every `sid` that it was told of. */
  get sids(): readonly unknown[] {
    return this.received.map(({ claims }) => claims.sid);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** As a client's library would: signature by Portico's published keys, `typ`, `iss`, `aud` and `exp`. */
export async function verified(notice: ReceivedNotice, issuer: string, audience: string) {
  const jwks = (await (await fetch(`${issuer}/.well-known/jwks.json`)).json()) as JSONWebKeySet;
  return jwtVerify(notice.token, createLocalJWKSet(jwks), { issuer, audience, typ: 'logout+jwt' });
}
