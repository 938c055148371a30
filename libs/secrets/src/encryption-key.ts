import { createHmac, hkdfSync } from 'node:crypto';

const SALT = 'portico';
const MIN_LENGTH = 32;

/**
 * One key of the configuration, from which every key that is really used is derived (HKDF-SHA256, RFC 5869):
 * one per use and purpose, so that what was made for one purpose is nothing for another.
 */
export class EncryptionKey {
  /** Names this key in what it sealed; says nothing about it. */
  readonly kid: string;
  readonly #secret: string;
  readonly #derived = new Map<string, Buffer>();

  /** @throws Error when the secret has fewer than 32 characters; the message doesn't hold it. */
  constructor(secret: string) {
    if (secret.length < MIN_LENGTH) {
      throw new Error(`an encryption key needs at least ${MIN_LENGTH} characters`);
    }
    this.#secret = secret;
    this.kid = this.#derive('kid', 9).toString('base64url');
  }

  /** 256 bits for A256GCM. Purposes are constants of the code, so the derived keys are few and kept. */
  sealingKey(purpose: string): Buffer {
    return this.#kept(`seal:${purpose}`);
  }

  /** HMAC-SHA256 as base64url. */
  mac(purpose: string, data: string): string {
    return createHmac('sha256', this.#kept(`mac:${purpose}`))
      .update(data)
      .digest('base64url');
  }

  #kept(info: string): Buffer {
    let key = this.#derived.get(info);
    if (!key) {
      key = this.#derive(info, 32);
      this.#derived.set(info, key);
    }
    return key;
  }

  #derive(info: string, bytes: number): Buffer {
    return Buffer.from(hkdfSync('sha256', this.#secret, SALT, info, bytes));
  }
}
