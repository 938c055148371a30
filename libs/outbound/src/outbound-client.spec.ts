import { readFileSync } from 'node:fs';
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { Test } from '@nestjs/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { OutboundSettings } from '#libs/config';
import { OutboundModule } from './outbound.module.js';
import { OutboundClient } from './outbound-client.js';
import { OUTBOUND_ERRORS, OutboundError } from './outbound-error.js';
import { OutboundNetwork } from './outbound-network.js';

const fixture = (name: string) => readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8');
const cert = fixture('self-signed.crt.pem');
const key = fixture('self-signed.key.pem');

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
const servers: Server[] = [];

async function listen(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const http = async (answer: Answer) => `http://localhost:${await listen(createHttpServer(answer))}`;
const https = async (answer: Answer, host = 'localhost') =>
  `https://${host}:${await listen(createHttpsServer({ key, cert }, answer))}`;

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    (server as ReturnType<typeof createHttpServer>).closeAllConnections();
  }
});

/** Every name is on loopback; it counts how often it was asked. */
class Loopback extends OutboundNetwork {
  asked = 0;

  override async resolve() {
    this.asked++;
    return [{ address: '127.0.0.1', family: 4 }];
  }
}

class TrustingLoopback extends Loopback {
  override readonly ca = cert;
}

const client = (allowed_hosts: string[] = ['localhost'], network: OutboundNetwork = new TrustingLoopback()) =>
  new OutboundClient(new OutboundSettings({ allowed_hosts }), network);

const json: Answer = (_, response) => response.end('{"keys":[]}');

describe('OutboundClient', () => {
  it('reads JSON over https from an allowed host', async () => {
    expect(await client().getJson(`${await https(json)}/jwks.json`)).toEqual({ keys: [] });
  });

  it('reads JSON over plain http from an allowed host only', async () => {
    const url = await http(json);
    expect(await client().getJson(url)).toEqual({ keys: [] });
    await expect(client([]).getJson(url)).rejects.toMatchObject({ code: 'not_https' });
  });

  it('asks for JSON rather than others, sends path and query, keeps the fragment, and holds no connection open', async () => {
    let seen: IncomingMessage | undefined;
    const url = await https((request, response) => {
      seen = request;
      json(request, response);
    });
    await client().getJson(`${url}/a%20b?c=d#e`);
    expect(seen).toMatchObject({ method: 'GET', url: '/a%20b?c=d' });
    expect(seen?.headers).toMatchObject({ accept: 'application/json, */*;q=0.1', connection: 'close' });
    expect(seen?.headers).not.toHaveProperty('cookie');
    expect(seen?.headers).not.toHaveProperty('authorization');
  });

  it('posts a body, and gives back status, headers and body', async () => {
    const url = await https((request, response) => {
      request.setEncoding('utf8');
      request.once('data', (text) => {
        response.writeHead(400, { 'cache-control': 'no-store' });
        response.end(`${request.headers['content-type']} ${text}`);
      });
    });
    const answer = await client().post(url, { type: 'application/x-www-form-urlencoded', body: 'a=ü' });
    expect(answer).toMatchObject({ status: 400, headers: { 'cache-control': 'no-store' } });
    expect(answer.body.toString()).toBe('application/x-www-form-urlencoded a=ü');
  });

  it('is what Nest injects', async () => {
    class Settings {
      static readonly module = {
        module: Settings,
        global: true,
        providers: [{ provide: OutboundSettings, useValue: new OutboundSettings({ allowed_hosts: [] }) }],
        exports: [OutboundSettings],
      };
    }
    const app = await Test.createTestingModule({ imports: [Settings.module, OutboundModule] }).compile();
    await expect(app.get(OutboundClient).getJson('http://a.example/')).rejects.toMatchObject({
      code: 'not_https',
    });
  });
});

describe('Public addresses only', () => {
  it('refuses a name that resolves to a private address, and never connects', async () => {
    let connections = 0;
    const url = await https(json, 'service.test');
    servers[0]?.on('connection', () => connections++);
    await expect(client([]).getJson(url)).rejects.toMatchObject({ code: 'not_public' });
    expect(connections).toBe(0);
    expect(await client(['service.test']).getJson(url)).toEqual({ keys: [] });
    expect(connections).toBe(1);
  });

  it('resolves the name once for each connection', async () => {
    const network = new TrustingLoopback();
    await client(['service.test'], network).getJson(await https(json, 'service.test'));
    expect(network.asked).toBe(1);
  });

  it.each(['127.0.0.1', '2130706433', '0177.0.0.1', '0x7f.1', '[::ffff:127.0.0.1]'])(
    'refuses the address %s in a URL, and never connects',
    async (host) => {
      let connections = 0;
      const url = await https(json, host);
      servers[0]?.on('connection', () => connections++);
      await expect(client([]).getJson(url)).rejects.toMatchObject({ code: 'not_public' });
      expect(connections).toBe(0);
    },
  );

  it('says when a name has no address', async () => {
    class Nowhere extends OutboundNetwork {
      override async resolve(): Promise<never> {
        throw new Error('ENOTFOUND');
      }
    }
    await expect(client([], new Nowhere()).getJson('https://nowhere.example/')).rejects.toMatchObject({
      code: 'unresolved',
    });
  });

  it('asks the machine for addresses unless told otherwise', async () => {
    expect((await new OutboundNetwork().resolve('127.0.0.1'))[0]?.address).toBe('127.0.0.1');
  });
});

describe('TLS', () => {
  it('refuses a certificate that nobody vouches for', async () => {
    await expect(client(['localhost'], new Loopback()).getJson(await https(json))).rejects.toMatchObject({
      code: 'untrusted',
    });
  });

  it('refuses a certificate for another name', async () => {
    const url = await https(json, 'other.test');
    await expect(client(['other.test']).getJson(url)).rejects.toMatchObject({ code: 'untrusted' });
  });

  it('refuses plain text on the port of https', async () => {
    const url = (await http(json)).replace('http:', 'https:');
    await expect(client().getJson(url)).rejects.toMatchObject({ code: 'untrusted' });
  });
});

describe('Redirects are not followed', () => {
  it.each([301, 302, 303, 304, 307, 308])('refuses status %i', async (status) => {
    let requests = 0;
    const url = await https((_, response) => {
      requests++;
      response.writeHead(status, { location: '/elsewhere' }).end();
    });
    await expect(client().get(url)).rejects.toMatchObject({ code: 'redirected', details: { status } });
    expect(requests).toBe(1);
  });
});

describe('The answer is capped', () => {
  const ofLength =
    (length: number): Answer =>
    (_, response) =>
      response.end(Buffer.alloc(length, 'a'));

  it.each([
    ['64 KiB', undefined, 65_536],
    ['what the caller allows', 100, 100],
    ['1 MiB, whatever the caller allows', 10_000_000, 1_048_576],
  ])('at %s', async (_, maxBytes, limit) => {
    const fits = await client().get(await https(ofLength(limit)), { maxBytes });
    expect(fits.body).toHaveLength(limit);
    await expect(client().get(await https(ofLength(limit + 1)), { maxBytes })).rejects.toMatchObject({
      code: 'too_large',
    });
  });

  it('stops reading an endless answer', async () => {
    let closed = false;
    const url = await https((_, response) => {
      const timer = setInterval(() => response.write(Buffer.alloc(32_768)), 1);
      response.on('close', () => {
        closed = true;
        clearInterval(timer);
      });
    });
    await expect(client().get(url)).rejects.toMatchObject({ code: 'too_large' });
    await expect.poll(() => closed).toBe(true);
  });

  it('does not unpack an answer', async () => {
    const url = await https((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end('not gzip');
    });
    expect((await client().get(url)).body.toString()).toBe('not gzip');
  });
});

describe('The time is capped', () => {
  it.each<[string, Answer]>([
    ['never answers', () => {}],
    ['sends headers and no body', (_, response) => response.writeHead(200).flushHeaders()],
    [
      'sends one byte at a time',
      (_, response) => {
        const timer = setInterval(() => response.write('a'), 20);
        response.on('close', () => clearInterval(timer));
      },
    ],
  ])('for a server that %s', async (_, answer) => {
    const url = await https(answer);
    const started = performance.now();
    await expect(client().get(url, { timeoutMs: 150 })).rejects.toMatchObject({ code: 'timeout' });
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('for a name server that never answers', async () => {
    class Silent extends OutboundNetwork {
      override resolve(): Promise<never> {
        return new Promise(() => {});
      }
    }
    await expect(
      client([], new Silent()).get('https://slow.example/', { timeoutMs: 100 }),
    ).rejects.toMatchObject({ code: 'timeout' });
  });

  it.each([
    ['unless told otherwise', undefined, 5000],
    ['whatever the caller allows', 60_000, 5000],
    ['or less', 200, 200],
  ])('at five seconds, %s', async (_, timeoutMs, expected) => {
    const timeout = vi.spyOn(AbortSignal, 'timeout');
    await client().get(await https(json), { timeoutMs });
    expect(timeout.mock.calls).toEqual([[expected]]);
    timeout.mockRestore();
  });
});

describe('Errors', () => {
  it.each<[string, Answer, string]>([
    ['a status that is not 200', (_, response) => response.writeHead(404).end('{}'), 'status'],
    ['201', (_, response) => response.writeHead(201).end('{}'), 'status'],
    ['text that is not JSON', (_, response) => response.end('<html>'), 'not_json'],
    ['an empty body', (_, response) => response.end(), 'not_json'],
    ['bytes that are not UTF-8', (_, response) => response.end(Buffer.from([0x22, 0xff, 0x22])), 'not_json'],
    [
      'a body cut off',
      (_, response) => {
        response.writeHead(200, { 'content-length': 100 }).write('{');
        setTimeout(() => response.destroy(), 20);
      },
      'unreachable',
    ],
    ['a connection cut off', (request) => request.socket.destroy(), 'unreachable'],
    [
      'a switch of protocols',
      (_, response) => {
        response.writeHead(101, { connection: 'upgrade', upgrade: 'x' }).end();
      },
      'unreachable',
    ],
  ])('%s', async (_, answer, code) => {
    const url = await https(answer);
    await expect(client().getJson(url)).rejects.toMatchObject({ name: 'OutboundError', code });
  });

  it('a port that nobody listens on', async () => {
    const url = await https(json);
    servers.pop()?.close();
    await expect(client().getJson(url)).rejects.toMatchObject({ code: 'unreachable' });
  });

  it('say one fixed sentence each, without anything of the URL', async () => {
    const error = await client([])
      .getJson('https://user:hunter2@app.example/')
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(OutboundError);
    expect(String(error)).toBe(`OutboundError: ${OUTBOUND_ERRORS.credentials}`);
  });
});
