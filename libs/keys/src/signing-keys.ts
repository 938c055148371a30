import type { KeyObject } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { StartRefused } from '#libs/config';
import { SIGNING_ALGORITHMS, type SigningAlgorithm } from '#libs/protocol';
import { ChangeFeed, Lease, Registry } from '#libs/storage';
import { generateSigningKey } from './key-generation.js';
import { KeySafe } from './key-safe.js';
import { type JwkSet, PublishedKeys } from './published-keys.js';
import {
  isPublished,
  isRetained,
  PUBLISHED_AHEAD,
  RETAINED,
  type SigningKey,
  signingKeyAt,
} from './signing-key.js';
import { KIND, SigningKeyRepository } from './signing-key.repository.js';

const UNOPENABLE =
  'No signing key can be opened: the encryption key that sealed them is not configured. Add it to ' +
  'PORTICO_ENCRYPTION_KEY, after the current one, or restore encryption.key in the data directory.';

/** Our keys, from memory: which one signs, which ones verify, which ones clients may see. */
@Injectable()
export class SigningKeys implements OnModuleInit {
  private readonly registry: Registry<SigningKey>;
  private readonly published = new PublishedKeys();

  constructor(
    private readonly rows: SigningKeyRepository,
    private readonly safe: KeySafe,
    private readonly changes: ChangeFeed,
    private readonly lease: Lease,
    private readonly clock: Clock,
  ) {
    this.registry = new Registry<SigningKey>({
      kind: KIND,
      key: ({ kid }) => kid,
      load: async (since) => Promise.all((await rows.newerThan(since)).map((row) => safe.open(row))),
    });
    this.registry.onChange(() => this.published.forget());
  }

  /** Makes the keys that are missing, and seals the others by the current encryption key. */
  async onModuleInit(): Promise<void> {
    await this.changes.follow(this.registry);
    if (this.missing().length > 0) await this.lease.run(KIND, () => this.generateMissing());
    for (const alg of SIGNING_ALGORITHMS) if (!this.current(alg)) throw new StartRefused(UNOPENABLE);
    await this.resealAll();
  }

  /** @throws RegistryStale when the database was out of reach for too long. */
  signingKey(alg: SigningAlgorithm): {
    readonly kid: string;
    readonly alg: SigningAlgorithm;
    privateKey: KeyObject;
  } {
    const key = this.current(alg);
    if (!key?.privateKey) throw new Error(`no key signs ${alg}`);
    return { kid: key.kid, alg, privateKey: key.privateKey };
  }

  /**
   * The key that `kid` names, while it is published and for a year after.
   * @throws RegistryStale
   */
  verificationKey(
    kid: string,
  ): (Pick<SigningKey, 'alg' | 'publicKey'> & { readonly published: boolean }) | undefined {
    const now = this.clock.now();
    const key = this.registry.get(kid);
    if (!key || !isRetained(key, now)) return undefined;
    return { alg: key.alg, publicKey: key.publicKey, published: isPublished(key, now) };
  }

  /**
   * The published keys as RFC 7517 §5 has them; frozen, and the same object until they change.
   * @throws RegistryStale
   */
  jwks(): JwkSet {
    return this.published.at(this.clock.now(), this.registry.all());
  }

  /**
   * Makes the next key of an algorithm. It is published now and signs an hour later, when every client has seen it.
   * `immediately` skips that hour: clients must then fetch the keys anew on an unknown `kid`. The key before stays
   * published, and verifies, until the last token that it signed has expired.
   */
  async rotate(
    alg: SigningAlgorithm,
    { immediately = false }: { readonly immediately?: boolean } = {},
  ): Promise<{ readonly kid: string; readonly signs_from: number }> {
    return this.generate(alg, immediately ? 0 : PUBLISHED_AHEAD);
  }

  /** Erases what has had its time: private halves of unpublished keys, and keys a year after that. Says how many. */
  async removeExpired(): Promise<number> {
    const now = this.clock.now();
    const due = this.registry
      .all()
      .some((key) => (key.privateKey && !isPublished(key, now)) || key.published_until + RETAINED <= now);
    return due ? this.rows.retire(now) : 0;
  }

  private current(alg: SigningAlgorithm): SigningKey | undefined {
    const keys = this.registry.all().filter((key) => key.alg === alg);
    return signingKeyAt(keys, this.clock.now());
  }

  private missing(): SigningAlgorithm[] {
    const known = new Set(this.registry.all().map(({ alg }) => alg));
    return SIGNING_ALGORITHMS.filter((alg) => !known.has(alg));
  }

  private async generateMissing(): Promise<void> {
    await this.changes.refresh(); // another process may have made them while we waited
    await Promise.all(this.missing().map((alg) => this.generate(alg, 0)));
  }

  private async generate(alg: SigningAlgorithm, ahead: number): Promise<{ kid: string; signs_from: number }> {
    const { kid, publicJwk, privateJwk } = await generateSigningKey(alg);
    const sealed_private_jwk = await this.safe.seal(privateJwk);
    const created_at = this.clock.now();
    const signs_from = created_at + ahead;
    await this.rows.publish({ kid, alg, publicJwk, sealed_private_jwk, created_at, signs_from });
    return { kid, signs_from };
  }

  private async resealAll(): Promise<void> {
    for (const { kid, sealed_private_jwk: before } of await this.rows.newerThan(-1)) {
      const after = before === null ? undefined : await this.safe.reseal(before);
      if (before !== null && after !== undefined) await this.rows.reseal(kid, before, after);
    }
  }
}
