import { constants, createSecretKey, generateKeyPairSync, type KeyObject, verify } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { GatheredSignatures } from './gathered-signatures.js';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const isOurs = (input: string, signature: string) =>
  verify(null, Buffer.from(input), publicKey, Buffer.from(signature, 'base64url'));

/** Asks for one signature per key at once. */
function askForEach(keys: readonly KeyObject[]) {
  const signatures = new GatheredSignatures();
  const answers = keys.map((key, n) => signatures.sign(`input ${n}`, 'EdDSA', key));
  return { signatures, answers };
}

describe('Signatures asked for at once', () => {
  it('are each caller’s own', async () => {
    const { answers } = askForEach(Array.from({ length: 50 }, () => privateKey));
    const made = await Promise.all(answers);
    expect(made.map((signature, n) => isOurs(`input ${n}`, signature))).not.toContain(false);
    expect(new Set(made).size).toBe(50);
  });

  it('are made after the work of that turn, not between it', async () => {
    const order: string[] = [];
    const signatures = new GatheredSignatures();
    const signed = signatures.sign('input', 'EdDSA', privateKey).then(() => order.push('signed'));
    await Promise.resolve();
    order.push('the work of this turn');
    await signed;
    expect(order).toEqual(['the work of this turn', 'signed']);
  });

  it('leave turns of the event loop to others when they are many', async () => {
    const made: number[] = [];
    const { answers } = askForEach(Array.from({ length: 40 }, () => privateKey));
    answers.forEach((answer, n) => void answer.then(() => made.push(n)));
    const seen: number[] = [];
    while (made.length < 40) {
      await nextTurn();
      seen.push(made.length);
    }
    expect(seen.filter((count) => count > 0 && count < 40).length).toBeGreaterThanOrEqual(2);
    expect(made).toEqual(Array.from({ length: 40 }, (_, n) => n));
  });

  it('fail for the caller alone whose key can’t sign', async () => {
    const unusable = createSecretKey(Buffer.alloc(32));
    const { answers, signatures } = askForEach([privateKey, unusable, publicKey, privateKey]);
    const results = await Promise.allSettled(answers);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    expect(isOurs('later', await signatures.sign('later', 'EdDSA', privateKey))).toBe(true);
  });
});

describe.each([
  ['RS256', {}],
  ['PS256', { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }],
] as const)('A long queue of %s signatures', (alg, usage) => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const askFor = (count: number) => {
    const signatures = new GatheredSignatures();
    return Array.from({ length: count }, (_, n) => signatures.sign(`input ${n}`, alg, rsa.privateKey));
  };

  it('gives each caller its own', async () => {
    const made = await Promise.all(askFor(20));
    const verified = made.map((signature, n) =>
      verify(
        'sha256',
        Buffer.from(`input ${n}`),
        { key: rsa.publicKey, ...usage },
        Buffer.from(signature, 'base64url'),
      ),
    );
    expect(verified).not.toContain(false);
  });

  it.each([
    [7, 7],
    [8, 4],
    [16, 8],
  ])('of %d makes %d on the event loop, the others on other threads', async (count, here) => {
    let made = 0;
    const answers = askFor(count);
    for (const answer of answers) void answer.then(() => (made += 1));
    while (made === 0) await nextTurn();
    expect(made).toBe(here);
    await Promise.all(answers);
    expect(made).toBe(count);
  });

  it('fails for the callers alone whose key can’t sign', async () => {
    const signatures = new GatheredSignatures();
    const answers = Array.from({ length: 16 }, (_, n) =>
      signatures.sign(`input ${n}`, alg, n % 2 ? rsa.privateKey : rsa.publicKey),
    );
    const results = await Promise.allSettled(answers);
    expect(results.map(({ status }) => status === 'fulfilled')).toEqual(results.map((_, n) => n % 2 === 1));
  });
});
