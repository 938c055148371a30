import { hash } from '@node-rs/argon2';
import { describe, expect, it } from 'vitest';
import { HASH_OF_NOBODY, PasswordHasher } from './password-hasher.js';

const hasher = new PasswordHasher({ workers: 1 });

describe('RFC 9106: the hash of a password', () => {
  it('is verified as dearly for nobody as for somebody, so that time doesn’t tell who has an account', async () => {
    const somebodys = await hasher.hash('k8#Vq2!x rabbit');
    expect(hasher.isOutdated(HASH_OF_NOBODY)).toBe(false);
    expect(hasher.isOutdated(somebodys)).toBe(false);
    expect(HASH_OF_NOBODY).toHaveLength(somebodys.length);
  });

  it('of nobody is never right', async () => {
    expect(await hasher.verify(undefined, 'k8#Vq2!x rabbit')).toBe(false);
  });

  it.each([
    ['less memory', { memoryCost: 9216, timeCost: 2, parallelism: 1 }],
    ['fewer passes', { memoryCost: 19_456, timeCost: 1, parallelism: 1 }],
    ['more lanes', { memoryCost: 19_456, timeCost: 2, parallelism: 2 }],
    ['a shorter result', { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 16 }],
    ['another variant', { memoryCost: 19_456, timeCost: 2, parallelism: 1, algorithm: 1 }],
  ])('with %s is outdated', async (_, parameters) => {
    expect(hasher.isOutdated(await hash('k8#Vq2!x rabbit', parameters))).toBe(true);
  });
});
