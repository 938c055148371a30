import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SIGNING_ALGORITHMS } from '#libs/protocol';
import { openTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { ISSUER, startKeys } from '../test/start-keys.js';
import { LONGEST_TOKEN_LIFETIME } from './signing-key.js';

let db: TestDatabase;
let process: Awaited<ReturnType<typeof startKeys>>;
beforeAll(async () => {
  db = await openTestDatabase();
  process = await startKeys(db);
});
afterAll(() => db.close());

const claims = {
  iss: ISSUER,
  sub: 'ünï',
  aud: ['a', 'b'],
  iat: 1_700_000_000,
  exp: 1_700_000_600,
  nested: { a: [1] },
};

describe.each(SIGNING_ALGORITHMS)('RFC 7515 §5.1: a JWT signed with %s', (alg) => {
  it('is verified by an independent client that has our JWKS', async () => {
    const { signer, keys, clock } = process;
    const jwt = await signer.sign(claims, { alg, typ: 'at+jwt' });
    const keySet = createLocalJWKSet(structuredClone(keys.jwks()) as never);
    const options = {
      issuer: ISSUER,
      algorithms: [alg],
      typ: 'at+jwt',
      currentDate: new Date(clock.nowMs()),
    };
    const { payload, protectedHeader } = await jwtVerify(jwt, keySet, options);
    expect(payload).toEqual(claims);
    expect(protectedHeader).toEqual({ alg, typ: 'at+jwt', kid: keys.signingKey(alg).kid });
  });

  it('claims nothing that the caller did not, not even iat', async () => {
    expect(decodeJwt(await process.signer.sign({ a: 1 }, { alg }))).toEqual({ a: 1 });
  });

  it('is a plain JWT unless told otherwise', async () => {
    expect(decodeProtectedHeader(await process.signer.sign(claims, { alg })).typ).toBe('JWT');
  });

  it('leaves the claims of the caller as they were', async () => {
    const given = Object.freeze({ ...claims });
    await process.signer.sign(given, { alg });
    expect(given).toEqual(claims);
  });

  it('never outlives the publication of its key', async () => {
    const now = process.clock.now();
    const sign = (exp: number) => process.signer.sign({ ...claims, exp }, { alg });
    await expect(sign(now + LONGEST_TOKEN_LIFETIME)).resolves.toBeTypeOf('string');
    await expect(sign(now + LONGEST_TOKEN_LIFETIME + 1)).rejects.toThrow(RangeError);
  });
});
