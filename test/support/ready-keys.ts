import { KeyMaker } from '#libs/keys';
import type { SigningAlgorithm } from '#libs/protocol';

type Generate = KeyMaker['generate'];
const { generate } = KeyMaker.prototype;

/** An RSA key costs a tenth of a second of a core: those of this process, in the order in which they were first made. */
const made: { readonly [alg in SigningAlgorithm]: ReturnType<Generate>[] } = {
  RS256: [],
  PS256: [],
  ES256: [],
  EdDSA: [],
};
const taken = { RS256: 0, PS256: 0, ES256: 0, EdDSA: 0 };

/** A key that nobody took since `fromTheFirstKey`: no two in one test file are the same. */
function nextKey(alg: SigningAlgorithm): ReturnType<Generate> {
  const index = taken[alg]++;
  made[alg][index] ??= generate(alg);
  return made[alg][index];
}

/** From now on every deployment that a test starts has keys that are made already, once this process has made them. */
export function useReadyKeys(): void {
  Object.assign(KeyMaker.prototype, { generate: nextKey });
}

/** Those that were taken may be taken again: by another test, of deployments that know nothing of each other. */
export function fromTheFirstKey(): void {
  for (const alg of Object.keys(taken) as SigningAlgorithm[]) taken[alg] = 0;
}
