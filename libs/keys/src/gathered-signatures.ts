import type { KeyObject } from 'node:crypto';
import { soon } from '#libs/clock';
import type { SigningAlgorithm } from '#libs/protocol';
import { signatureElsewhere, signatureOf } from './jwt-signature.js';

/** More in one turn of the event loop would make new requests wait: with RS256 they take 4 ms. */
const MOST = 16;
/** A queue from which half of the slow ones, RSA's, go to other threads: 2 ms of this one. */
const LONG = 8;

interface Asked {
  readonly input: string;
  readonly alg: SigningAlgorithm;
  readonly key: KeyObject;
  readonly resolve: (signature: string) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Signatures of concurrent requests, made one after the other once others have come as far. The code of a signature is large: between other work it costs up to three times as much as after another
 * signature. `docs/benchmark.md` has the figures.
 */
export class GatheredSignatures {
  private readonly waiting: Asked[] = [];

  /** The signature of a JWS in base64url. Rejects for the caller alone whose key can't sign. */
  sign(input: string, alg: SigningAlgorithm, key: KeyObject): Promise<string> {
    return new Promise((resolve, reject) => {
      if (this.waiting.push({ input, alg, key, resolve, reject }) === 1) soon(() => this.signWaiting());
    });
  }

  private signWaiting(): void {
    const asked = this.waiting.splice(0, MOST);
    const elsewhere = asked.length < LONG ? 0 : asked.length >> 1;
    asked.forEach((one, n) => {
      if (n < elsewhere && one.key.asymmetricKeyType === 'rsa') signInPool(one);
      else signHere(one);
    });
    if (this.waiting.length > 0) setImmediate(() => this.signWaiting());
  }
}

function signInPool({ input, alg, key, resolve, reject }: Asked): void {
  signatureElsewhere(input, alg, key).then(resolve, reject);
}

function signHere({ input, alg, key, resolve, reject }: Asked): void {
  try {
    resolve(signatureOf(input, alg, key));
  } catch (error) {
    reject(error);
  }
}
