import { createPrivateKey, createPublicKey } from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';
import { describe, expect, it } from 'vitest';
import { SIGNING_ALGORITHMS } from '#libs/protocol';
import { generateSigningKey } from './key-generation.js';
import { publicJwkOf } from './public-jwk.js';

const PUBLIC_MEMBERS = {
  RS256: ['alg', 'e', 'kid', 'kty', 'n', 'use'],
  PS256: ['alg', 'e', 'kid', 'kty', 'n', 'use'],
  ES256: ['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y'],
  EdDSA: ['alg', 'crv', 'kid', 'kty', 'use', 'x'],
};

describe.each(SIGNING_ALGORITHMS)('A new key for %s', (alg) => {
  const generated = generateSigningKey(alg);

  it('has the public members of RFC 7518 §6 and RFC 8037 §2, and no others (RFC 7517 §4)', async () => {
    const { publicJwk } = await generated;
    expect(Object.keys(publicJwk).sort()).toEqual(PUBLIC_MEMBERS[alg]);
    expect(publicJwk).toMatchObject({ use: 'sig', alg });
  });

  it('is named by its thumbprint (RFC 7638 §3)', async () => {
    const { kid, publicJwk } = await generated;
    expect(kid).toBe(await calculateJwkThumbprint(publicJwk, 'sha256'));
    expect(publicJwk.kid).toBe(kid);
  });

  it('has a private half that belongs to it', async () => {
    const { publicJwk, privateJwk } = await generated;
    const privateKey = createPrivateKey({ key: JSON.parse(privateJwk), format: 'jwk' });
    expect(createPublicKey(privateKey).export({ format: 'jwk' })).toEqual(
      createPublicKey({ key: { ...publicJwk }, format: 'jwk' }).export({ format: 'jwk' }),
    );
  });
});

describe('RFC 7518: the kinds of key', () => {
  it('RSA has 2,048 bits and the exponent 65537 (§3.3)', async () => {
    const { publicJwk } = await generateSigningKey('RS256');
    const { asymmetricKeyDetails } = createPublicKey({ key: { ...publicJwk }, format: 'jwk' });
    expect(asymmetricKeyDetails).toMatchObject({ modulusLength: 2048, publicExponent: 65537n });
  });

  it('ES256 is on P-256 (§3.4), EdDSA is Ed25519 (RFC 8037 §3.1)', async () => {
    expect((await generateSigningKey('ES256')).publicJwk).toMatchObject({ kty: 'EC', crv: 'P-256' });
    expect((await generateSigningKey('EdDSA')).publicJwk).toMatchObject({ kty: 'OKP', crv: 'Ed25519' });
  });
});

describe('RFC 7517 §9.2: a public JWK', () => {
  it('is never made of a private key', async () => {
    const { kid, privateJwk } = await generateSigningKey('ES256');
    const privateKey = createPrivateKey({ key: JSON.parse(privateJwk), format: 'jwk' });
    expect(() => publicJwkOf(kid, 'ES256', privateKey)).toThrow(TypeError);
  });
});
