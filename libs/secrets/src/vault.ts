import { CompactEncrypt, compactDecrypt, decodeProtectedHeader } from 'jose';
import { EncryptionKey } from './encryption-key.js';

/** `unknown_key`: no configured key made it. `damaged`: not what was sealed. `other_purpose`: sealed for another use. */
export type UnopenableReason = 'unknown_key' | 'damaged' | 'other_purpose';

/** A sealed value that this deployment can't open. Holds nothing of the value. */
export class UnopenableError extends Error {
  constructor(
    readonly reason: UnopenableReason,
    options?: ErrorOptions,
  ) {
    super(`the sealed value can't be opened: ${reason}`, options);
    this.name = 'UnopenableError';
  }
}

/** Keeps secrets at rest and marks what is ours: `seal` and `open` for rows, `mac` for what travels. */
export class Vault {
  readonly #keys: readonly EncryptionKey[];
  readonly #current: EncryptionKey;

  /** @param secrets the current key first, then previous ones that only open. 32 characters or more each. */
  constructor(secrets: readonly string[]) {
    this.#keys = secrets.map((secret) => new EncryptionKey(secret));
    const [current] = this.#keys;
    if (!current) throw new Error('an encryption key is needed');
    this.#current = current;
  }

  /** Encrypts to a compact JWE (RFC 7516: `dir`, `A256GCM`) that opens for the same purpose only. */
  seal(plaintext: string, purpose: string): Promise<string> {
    return new CompactEncrypt(Buffer.from(plaintext, 'utf8'))
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: this.#current.kid, purpose })
      .encrypt(this.#current.sealingKey(purpose));
  }

  /** @throws UnopenableError when it was sealed by an unknown key or for another purpose, or was changed. */
  async open(sealed: string, purpose: string): Promise<string> {
    const header = headerOf(sealed);
    const key = this.#keys.find(({ kid }) => kid === header['kid']);
    if (!key) throw new UnopenableError('unknown_key');
    if (header['purpose'] !== purpose) throw new UnopenableError('other_purpose');
    try {
      const { plaintext } = await compactDecrypt(sealed, key.sealingKey(purpose), {
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
      });
      return Buffer.from(plaintext).toString('utf8');
    } catch (cause) {
      throw new UnopenableError('damaged', { cause });
    }
  }

  /** Whether another key than the current one sealed it: open it and seal it again, then that key can go. */
  needsResealing(sealed: string): boolean {
    return headerOf(sealed)['kid'] !== this.#current.kid;
  }

  /** HMAC-SHA256 by the current key, as base64url. */
  mac(purpose: string, data: string): string {
    return this.#current.mac(purpose, data);
  }

  /** `mac` by every key, the current one first: what a value made before a change of keys may carry. */
  macs(purpose: string, data: string): string[] {
    return this.#keys.map((key) => key.mac(purpose, data));
  }
}

function headerOf(sealed: string): Record<string, unknown> {
  try {
    return decodeProtectedHeader(sealed);
  } catch (cause) {
    throw new UnopenableError('damaged', { cause });
  }
}
