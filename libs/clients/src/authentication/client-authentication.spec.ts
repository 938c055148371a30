import { Controller, Post, UseGuards } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asking, basic } from '../../test/asking.js';
import { type ClientBench, openClientBench } from '../../test/client-bench.js';
import { AuthenticatedClient } from './authenticated-client.js';
import { AuthenticatedClientParam } from './authenticated-client.param.js';
import { ClientAuthenticationGuard } from './client-authentication.guard.js';

@Controller()
class Who {
  @Post('who')
  @UseGuards(ClientAuthenticationGuard)
  who(@AuthenticatedClientParam() { client, method }: AuthenticatedClient) {
    return { client_id: client.client_id, method };
  }
}

@Controller()
class Unguarded {
  @Post('unguarded')
  who(@AuthenticatedClientParam() { client }: AuthenticatedClient) {
    return client.client_id;
  }
}

const admin = { actor: 'system' };
const redirect_uris = ['https://client.example/callback'];

let bench: ClientBench;
let ask: ReturnType<typeof asking>;
const secrets: Record<string, string> = {};

async function register(client_id: string, metadata: object = {}): Promise<void> {
  const { client_secret } = await bench.service.create({ redirect_uris, ...metadata }, admin, { client_id });
  if (client_secret !== undefined) secrets[client_id] = client_secret;
}

beforeAll(async () => {
  bench = await openClientBench({ controllers: [Who, Unguarded] });
  ask = asking(bench);
  await register('basic');
  await register('post', { token_endpoint_auth_method: 'client_secret_post' });
  await register('public', { token_endpoint_auth_method: 'none' });
  await register('disabled');
  await register('disabled-public', { token_endpoint_auth_method: 'none', status: 'disabled' });
  await register('odd:client+%/~');
  await bench.service.setStatus('disabled', undefined, 'disabled', admin);
});
afterAll(async () => bench.close());

const failed = { error: 'invalid_client', error_description: 'client authentication failed' };

describe('RFC 6749 §2.3.1: client_secret_basic', () => {
  it('lets the client in with its secret', async () => {
    const { status, body } = await ask({}, basic('basic', secrets['basic']!));
    expect([status, body]).toEqual([201, { client_id: 'basic', method: 'client_secret_basic' }]);
  });

  it('takes id and secret form-urlencoded, whatever the case of the scheme', async () => {
    const id = 'odd:client+%/~';
    const header = basic(id, secrets[id]!).replace('Basic', 'bAsIc');
    expect((await ask({}, header)).body).toMatchObject({ client_id: id });
  });

  it('may be repeated by client_id in the body', async () => {
    expect((await ask({ client_id: 'basic' }, basic('basic', secrets['basic']!))).status).toBe(201);
  });

  it('is refused with the client_id of another in the body', async () => {
    const { status, body } = await ask({ client_id: 'post' }, basic('basic', secrets['basic']!));
    expect([status, body]).toMatchObject([400, { error: 'invalid_request' }]);
  });

  it.each([
    ['a wrong secret', () => basic('basic', 'wrong'), 'client_authentication.secret'],
    ['no secret', () => basic('basic', ''), 'client_authentication.secret'],
    [
      'the hash of the secret',
      () => basic('basic', bench.registry.find('basic')!.secrets[0]!.secret_hash),
      'client_authentication.secret',
    ],
    ['the secret of another', () => basic('basic', secrets['post']!), 'client_authentication.secret'],
    ['an unknown client', () => basic('nobody', 'x'), 'client_authentication.unknown_client'],
    [
      'the name of a member of objects',
      () => basic('__proto__', 'x'),
      'client_authentication.unknown_client',
    ],
    ['a disabled client', () => basic('disabled', secrets['disabled']!), 'client_authentication.disabled'],
    ['a public client', () => basic('public', ''), 'client_authentication.secret'],
    ['what is not base64', () => 'Basic ***', 'client_authentication.unknown_client'],
    ['nothing', () => 'Basic', 'client_authentication.unknown_client'],
  ])('refuses %s with the same words and a challenge', async (_, header, rule) => {
    const { status, body, headers } = await ask({}, header());
    expect([status, body]).toMatchObject([401, { ...failed, rule }]);
    expect(headers['www-authenticate']).toBe(
      'Basic realm="Portico", error="invalid_client", error_description="client authentication failed"',
    );
  });
});

describe('RFC 6749 §2.3.1: client_secret_post', () => {
  it('lets the client in with its secret', async () => {
    const { body } = await ask({ client_id: 'post', client_secret: secrets['post'] });
    expect(body).toEqual({ client_id: 'post', method: 'client_secret_post' });
  });

  it.each([
    ['a wrong secret', { client_id: 'post', client_secret: 'wrong' }],
    ['an unknown client', { client_id: 'nobody', client_secret: 'wrong' }],
    ['no client_id', { client_secret: 'wrong' }],
  ])('refuses %s with the same words and no challenge', async (_, form) => {
    const { status, body, headers } = await ask(form);
    expect([status, body]).toMatchObject([401, failed]);
    expect(headers['www-authenticate']).toBeUndefined();
  });

  it('refuses a disabled client with its secret like any other', async () => {
    const { body } = await ask({ client_id: 'disabled', client_secret: secrets['disabled'] });
    expect(body).toMatchObject(failed);
  });
});

describe('RFC 6749 §2.1: a public client', () => {
  it('says only its name', async () => {
    expect((await ask({ client_id: 'public' })).body).toEqual({ client_id: 'public', method: 'none' });
  });

  it.each(['basic', 'post', 'nobody', 'disabled', 'disabled-public'])(
    'is what %s is not',
    async (client_id) => {
      const { status, body } = await ask({ client_id });
      expect([status, body]).toMatchObject([401, failed]);
    },
  );
});

describe('RFC 6749 §2.3: one method', () => {
  it.each([
    [
      'header and body',
      () => [{ client_id: 'basic', client_secret: secrets['basic'] }, basic('basic', secrets['basic']!)],
    ],
    [
      'secret and assertion',
      () => [
        {
          client_id: 'post',
          client_secret: secrets['post'],
          client_assertion: 'x',
          client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        },
      ],
    ],
  ] as [string, () => [Record<string, string | undefined>, string?]][])(
    'is used, not %s',
    async (_, request) => {
      const { status, body } = await ask(...request());
      expect([status, body]).toMatchObject([400, { error: 'invalid_request' }]);
    },
  );

  it.each([['client_id=public&client_id=public'], ['client_id=post&client_secret=a&client_secret=b']])(
    'is not repeated: %s',
    async (form) => {
      const { status, body } = await ask(form);
      expect([status, body]).toMatchObject([400, { error: 'invalid_request' }]);
    },
  );

  it.each([[undefined], ['Bearer abc'], ['Digest x']])('is needed, with Authorization %j', async (header) => {
    const { status, body } = await ask({}, header);
    expect([status, body]).toMatchObject([401, { error: 'invalid_client' }]);
  });
});

describe('RFC 7591 §2: the registered method', () => {
  it.each([
    ['basic', () => ask({ client_id: 'basic', client_secret: secrets['basic'] })],
    ['post', () => ask({}, basic('post', secrets['post']!))],
  ])('is the only one, and who proved to hold the secret of %s is told so', async (_, request) => {
    const { status, body } = await request();
    expect([status, body]).toMatchObject([
      401,
      {
        error: 'invalid_client',
        error_description: 'the client is registered for another authentication method',
      },
    ]);
  });

  it('is not told to who holds no secret', async () => {
    const { body } = await ask({ client_id: 'basic', client_secret: 'wrong' });
    expect(body).toMatchObject(failed);
  });
});

describe('two secrets', () => {
  it('are both good until one is retired', async () => {
    await register('rotating');
    const first = secrets['rotating']!;
    const { client_secret: second } = await bench.service.rotateSecret('rotating', undefined, admin);
    const works = async (secret: string) => (await ask({}, basic('rotating', secret))).status === 201;
    expect([await works(first), await works(second)]).toEqual([true, true]);
    const old = bench.registry.find('rotating')!.secrets[0]!;
    await bench.service.retireSecret('rotating', old.id, undefined, admin);
    expect([await works(first), await works(second)]).toEqual([false, true]);
  });
});

describe('the guard', () => {
  it('never mixes up requests that come at once', async () => {
    const clients = ['basic', 'public', 'post', 'nobody'];
    const asked = Array.from({ length: 80 }, (_, n) => clients[n % clients.length]!);
    const answers = await Promise.all(
      asked.map((client_id) => {
        if (client_id === 'basic') return ask({}, basic('basic', secrets['basic']!));
        return ask({ client_id, client_secret: client_id === 'post' ? secrets['post'] : undefined });
      }),
    );
    expect(answers.map(({ body }) => body['client_id'])).toEqual(
      asked.map((client_id) => (client_id === 'nobody' ? undefined : client_id)),
    );
  });

  it('asks the registry of its own server, with several in one process', async () => {
    const elsewhere = await openClientBench({ controllers: [Who] });
    expect((await asking(elsewhere)({ client_id: 'public' })).status).toBe(401);
    expect((await ask({ client_id: 'public' })).status).toBe(201);
    await elsewhere.close();
    expect((await ask({ client_id: 'public' })).status).toBe(201);
  });

  it('is missed where a controller wants a client without it', async () => {
    const { status, body } = await asking(bench, '/unguarded')({ client_id: 'public' });
    expect([status, body]).toEqual([500, { error: 'this endpoint needs ClientAuthenticationGuard' }]);
  });

  it('can’t be stood in for by an object that looks like its result', () => {
    const client = bench.registry.find('public')!;
    expect(AuthenticatedClient.isOne({ client, method: 'none' })).toBe(false);
    expect(AuthenticatedClient.isOne(new AuthenticatedClient(client, 'none'))).toBe(true);
  });
});
