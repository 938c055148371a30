import { Inject, Injectable } from '@nestjs/common';
import { hash, parseOptions, verify } from '@node-rs/argon2';
import { availableCores, DatabaseSettings } from '#libs/config';
import { HashingPool } from './hashing-pool.js';

/** argon2id (the package's default variant), RFC 9106, at the strength that OWASP advises: 19 MiB, two passes, one lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 } as const;
const ARGON2ID = 2;
const VERSION_13 = 1;

const QUEUE = 100;

const { memoryCost, timeCost, parallelism } = PARAMETERS;
/** A hash of nothing that anybody could type, as dear to verify as a real one. */
export const HASH_OF_NOBODY = `$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/** Hashes passwords on threads of their own, a few at once. */
@Injectable()
export class PasswordHasher {
  private readonly pool: HashingPool;

  constructor(@Inject(DatabaseSettings) { workers }: Pick<DatabaseSettings, 'workers'>) {
    // One core stays with the event loop; the others are shared by the processes of this machine.
    this.pool = new HashingPool(Math.max(1, Math.floor((availableCores() - 1) / workers)), QUEUE);
  }

  /** @returns PHC form, with parameters and salt. @throws HasherBusy */
  hash(password: string): Promise<string> {
    return this.pool.run(() => hash(password, PARAMETERS));
  }

  /**
   * @param hashed undefined takes the same time, and is never right
   * @throws HasherBusy
   */
  async verify(hashed: string | undefined, password: string): Promise<boolean> {
    const right = await this.pool.run(() => verify(hashed ?? HASH_OF_NOBODY, password));
    return right && hashed !== undefined;
  }

  /** Whether it was made with other parameters than today's. */
  isOutdated(hashed: string): boolean {
    const made = parseOptions(hashed);
    return (
      made.algorithm !== ARGON2ID ||
      made.version !== VERSION_13 ||
      made.memoryCost !== memoryCost ||
      made.timeCost !== timeCost ||
      made.parallelism !== parallelism ||
      made.outputLen !== PARAMETERS.outputLen
    );
  }
}
