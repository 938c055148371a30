import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { decodeProtectedHeader, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SIGNING_ALGORITHMS, type SigningAlgorithm } from '#libs/protocol';
import { openTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { processorTime } from '../../../test/support/processor-time.js';
import { ISSUER, SetClock, startKeys } from '../test/start-keys.js';
import { PUBLISHED_AFTER, RETAINED } from './signing-key.js';

let db: TestDatabase;
let process: Awaited<ReturnType<typeof startKeys>>;
const clock = new SetClock();
const now = clock.now();
beforeAll(async () => {
  db = await openTestDatabase();
  process = await startKeys(db, { clock });
});
afterAll(() => db.close());

const typ = 'at+jwt';
const claims = { iss: ISSUER, sub: 's', aud: 'client', exp: now + 600 };
const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');
const ours = (alg: SigningAlgorithm, more: object = {}) =>
  process.signer.sign({ ...claims, ...more }, { alg, typ });
const verify = (jwt: string, more: object = {}) => process.verifier.verify(jwt, { typ, ...more });
/** A JWT really signed by our key, but with another header: what a bug elsewhere might make. */
const signedAs = (header: object, payload: unknown = claims) => {
  const { kid, privateKey } = process.keys.signingKey('EdDSA');
  const input = `${encode({ alg: 'EdDSA', kid, typ, ...header })}.${encode(payload)}`;
  return `${input}.${sign(null, Buffer.from(input), privateKey).toString('base64url')}`;
};
const withHeader = (jwt: string, change: object) => {
  const [, payload, signature] = jwt.split('.');
  return [encode({ ...decodeProtectedHeader(jwt), ...change }), payload, signature].join('.');
};

describe.each(SIGNING_ALGORITHMS)('RFC 7515 §5.2: a JWT signed with %s', (alg) => {
  it('is recognised', async () => {
    expect(await verify(await ours(alg))).toEqual(claims);
  });

  it.each([0, 1, 2])('is refused when part %d was changed', async (part) => {
    const parts = (await ours(alg)).split('.');
    for (const at of [0, 10, 20]) {
      const changed = [...parts];
      const text = parts[part]!;
      changed[part] = text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
      expect(await verify(changed.join('.'))).toBeUndefined();
    }
  });

  it('is refused with a signature spelled in another way (RFC 4648 §3.5)', async () => {
    const jwt = await ours(alg);
    expect(await verify(`${jwt}=`)).toBeUndefined();
    expect(await verify(`${jwt}A`)).toBeUndefined();
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const sameBytes = jwt.slice(0, -1) + alphabet[alphabet.indexOf(jwt.at(-1)!) + 1];
    expect(Buffer.from(sameBytes.split('.')[2]!, 'base64url')).toEqual(
      Buffer.from(jwt.split('.')[2]!, 'base64url'),
    );
    expect(await verify(sameBytes)).toBeUndefined();
  });

  it('is refused without its signature', async () => {
    const [header, payload] = (await ours(alg)).split('.');
    expect(await verify(`${header}.${payload}.`)).toBeUndefined();
    expect(await verify(`${header}.${payload}`)).toBeUndefined();
  });

  it.each(SIGNING_ALGORITHMS.filter((other) => other !== alg))('is refused as %s', async (other) => {
    expect(await verify(withHeader(await ours(alg), { alg: other }))).toBeUndefined();
    const { kid } = process.keys.signingKey(other);
    expect(await verify(withHeader(await ours(alg), { alg: other, kid }))).toBeUndefined();
  });

  it('is refused when another key signed it under the name of ours (RFC 8725 §3.10)', async () => {
    const foreign = {
      RS256: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
      PS256: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
      ES256: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
      EdDSA: () => generateKeyPairSync('ed25519'),
    }[alg]();
    const { kid } = process.keys.signingKey(alg);
    const jwt = await new SignJWT(claims).setProtectedHeader({ alg, kid, typ }).sign(foreign.privateKey);
    expect(await verify(jwt)).toBeUndefined();
  });

  it.each(['HS256', 'HS384', 'HS512'])(
    'is not to be forged by %s with the public key (RFC 8725 §3.1)',
    async (hmac) => {
      const { kid } = process.keys.signingKey(alg);
      const { publicKey } = process.keys.verificationKey(kid)!;
      const secrets = [
        publicKey.export({ format: 'pem', type: 'spki' }),
        publicKey.export({ format: 'der', type: 'spki' }),
        JSON.stringify(process.keys.jwks().keys.find((key) => key.kid === kid)),
      ];
      for (const secret of secrets) {
        for (const header of [
          { alg: hmac, kid, typ },
          { alg, kid, typ },
        ]) {
          const input = `${encode(header)}.${encode(claims)}`;
          const mac = createHmac(hmac.replace('HS', 'sha'), secret).update(input).digest('base64url');
          expect(await verify(`${input}.${mac}`)).toBeUndefined();
        }
      }
    },
  );

  it.each(['none', 'None', 'NONE', 'nOnE', ''])(
    'is not to be forged by alg %j (RFC 8725 §3.1)',
    async (none) => {
      const { kid } = process.keys.signingKey(alg);
      const input = `${encode({ alg: none, kid, typ })}.${encode(claims)}`;
      expect(await verify(`${input}.`)).toBeUndefined();
      expect(await verify(`${input}.${(await ours(alg)).split('.')[2]}`)).toBeUndefined();
    },
  );
});

describe('RFC 8725 §3.10: the key is ours, and found by kid alone', () => {
  it.each([
    ['unknown'],
    [''],
    [null],
    [undefined],
    [7],
    [['a']],
    ['../../etc/passwd'],
    ["' OR 1=1 --"],
    ['__proto__'],
  ])('refuses the kid %j', async (kid) => {
    expect(await verify(signedAs({ kid }))).toBeUndefined();
  });

  it('takes no key from the header', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const jwk = publicKey.export({ format: 'jwk' });
    for (const kid of [undefined, 'theirs', process.keys.signingKey('EdDSA').kid]) {
      const header = { alg: 'EdDSA', typ, jwk, jku: 'https://evil.example/jwks', ...(kid && { kid }) };
      expect(
        await verify(await new SignJWT(claims).setProtectedHeader(header).sign(privateKey)),
      ).toBeUndefined();
    }
  });
});

describe('RFC 8725 §3.1: the algorithm is that of the key', () => {
  it.each(['ES256', 'RS256', 'HS256', 'Ed25519', 'eddsa', 'none', '', null, undefined, ['EdDSA']])(
    'refuses a header that says %j, though the signature is ours',
    async (alg) => {
      expect(await verify(signedAs({}))).toBeDefined();
      expect(await verify(signedAs({ alg }))).toBeUndefined();
    },
  );
});

describe('RFC 8725 §3.11: the type', () => {
  it.each(['JWT', 'logout+jwt', 'AT+JWT', 'application/at+jwt', '', null, undefined])(
    'refuses %j where at+jwt is meant',
    async (other) => {
      expect(await verify(signedAs({ typ: other }))).toBeUndefined();
    },
  );

  it('refuses an access token where an ID token is meant', async () => {
    expect(await process.verifier.verify(await ours('RS256'), { typ: 'JWT' })).toBeUndefined();
  });
});

describe('RFC 7515 §4.1.11: crit', () => {
  it.each([[['exp']], [['b64']], [[]], [null], ['exp']])('is refused: %j', async (crit) => {
    expect(await verify(signedAs({ crit, b64: false }))).toBeUndefined();
  });
});

describe('RFC 7519 §4.1: the claims', () => {
  it.each([[undefined], ['https://other.example'], [`${ISSUER}/`], [[ISSUER]], [null]])(
    'refuses the issuer %j',
    async (iss) => {
      expect(await verify(await ours('ES256', { iss }))).toBeUndefined();
    },
  );

  it.each([
    [now + 1, true],
    [now, false],
    [now - 1, false],
  ])('with exp %d is in force: %s', async (exp, inForce) => {
    expect((await verify(await ours('ES256', { exp }))) !== undefined).toBe(inForce);
    expect(await verify(await ours('ES256', { exp }), { allowExpired: true })).toBeDefined();
  });

  it.each([undefined, null, String(now + 600), {}])('refuses the exp %j, expired or not', async (exp) => {
    expect(await verify(signedAs({}, { ...claims, exp }))).toBeUndefined();
    expect(await verify(signedAs({}, { ...claims, exp }), { allowExpired: true })).toBeUndefined();
  });

  it.each([
    [now, true],
    [now + 1, false],
    [null, false],
    [String(now), false],
  ])('with nbf %j is in force: %s', async (nbf, inForce) => {
    expect((await verify(signedAs({}, { ...claims, nbf }))) !== undefined).toBe(inForce);
    expect((await verify(signedAs({}, { ...claims, nbf }), { allowExpired: true })) !== undefined).toBe(
      inForce,
    );
  });

  it.each([
    ['client', true],
    [['other', 'client'], true],
    ['other', false],
    [[], false],
    ['client ', false],
    [undefined, false],
    [{ client: 1 }, false],
  ])('with aud %j is for "client": %s', async (aud, forClient) => {
    const jwt = signedAs({}, { ...claims, aud });
    expect((await verify(jwt, { audience: 'client' })) !== undefined).toBe(forClient);
    expect(await verify(jwt)).toBeDefined();
  });
});

describe('Hostile input', () => {
  it.each([
    '',
    '.',
    '..',
    '...',
    'a.b.c',
    'null',
    `${encode(null)}.${encode({})}.AA`,
    `${encode([])}.${encode({})}.AA`,
    `${encode({ alg: 'RS256' })}.${encode('text')}.AA`,
    ' . . ',
    'eyJ.eyJ.eyJ',
  ])('%j is refused', async (jwt) => {
    expect(await verify(jwt)).toBeUndefined();
  });

  it('that is signed, but no object, is refused', async () => {
    for (const payload of [null, [], 'text', 7]) expect(await verify(signedAs({}, payload))).toBeUndefined();
  });

  it('is refused quickly when it is huge or deep', async () => {
    const spent = await processorTime(async () => {
      expect(await verify('a'.repeat(10_000_000))).toBeUndefined();
      expect(await verify(`${'a.'.repeat(1_000_000)}a`)).toBeUndefined();
      expect(await verify(`${Buffer.from('['.repeat(8000)).toString('base64url')}.e30.AA`)).toBeUndefined();
      expect(await verify(signedAs({}, { ...claims, huge: 'x'.repeat(20_000) }))).toBeUndefined();
    });
    expect(spent).toBeLessThan(200);
  });
});

describe('Retired keys', () => {
  it('verify hints for a year, and nothing else', async () => {
    const own = await openTestDatabase();
    const own_clock = new SetClock();
    const { keys, rotation, signer, verifier } = await startKeys(own, { clock: own_clock });
    const hint = await signer.sign(claims, { alg: 'ES256' });
    const asToken = { typ: 'JWT', allowExpired: true };
    const asHint = { ...asToken, allowRetired: true };
    await rotation.rotate('ES256', { immediately: true });

    own_clock.forward(PUBLISHED_AFTER - 1);
    expect(await verifier.verify(hint, asToken)).toBeDefined();
    own_clock.forward(1);
    expect(await verifier.verify(hint, asToken)).toBeUndefined();
    expect(await verifier.verify(hint, asHint)).toEqual(claims);
    expect(await verifier.verify(hint, { typ: 'JWT', allowRetired: true })).toBeUndefined();
    await keys.removeExpired();
    expect(await verifier.verify(hint, asHint)).toEqual(claims);

    own_clock.forward(RETAINED);
    expect(await verifier.verify(hint, asHint)).toBeUndefined();
    await own.close();
  });
});
