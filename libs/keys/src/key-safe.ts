import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { UnopenableError, Vault } from '#libs/secrets';
import { timesOf } from './key-times.js';
import { publicJwkOf } from './public-jwk.js';
import type { SigningKey } from './signing-key.js';
import type { SigningKeyRow } from './signing-key.repository.js';

const PURPOSE = 'signing-key';

/** Turns rows into keys and keys into rows: the private half is in the clear only in this process's memory. */
@Injectable()
export class KeySafe {
  private readonly logger = new Logger(KeySafe.name);

  constructor(private readonly vault: Vault) {}

  seal(privateJwk: string): Promise<string> {
    return this.vault.seal(privateJwk, PURPOSE);
  }

  /** The same key sealed by the current encryption key; undefined when it is already, or can't be opened. */
  async reseal(sealed: string): Promise<string | undefined> {
    try {
      if (!this.vault.needsResealing(sealed)) return undefined;
      return await this.vault.seal(await this.vault.open(sealed, PURPOSE), PURPOSE);
    } catch (error) {
      if (error instanceof UnopenableError) return undefined;
      throw error;
    }
  }

  /** A key whose private half can't be opened still verifies. */
  async open(row: SigningKeyRow): Promise<SigningKey> {
    const publicKey = createPublicKey({ key: JSON.parse(row.public_jwk), format: 'jwk' });
    const privateKey = await this.openPrivateKey(row);
    return {
      kid: row.kid,
      alg: row.alg,
      publicJwk: publicJwkOf(row.kid, row.alg, publicKey),
      publicKey,
      ...(privateKey && { privateKey }),
      ...timesOf(row),
    };
  }

  private async openPrivateKey(row: SigningKeyRow): Promise<KeyObject | undefined> {
    if (row.sealed_private_jwk === null) return undefined;
    try {
      const jwk = JSON.parse(await this.vault.open(row.sealed_private_jwk, PURPOSE));
      return createPrivateKey({ key: jwk, format: 'jwk' });
    } catch (error) {
      if (!(error instanceof UnopenableError)) throw error;
      this.logger.error(`signing key ${row.kid} can't sign here: ${error.message}`);
      return undefined;
    }
  }
}
