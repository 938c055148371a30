import type { KeyObject } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { StartRefused } from '#libs/config';
import { SIGNING_ALGORITHMS, type SigningAlgorithm } from '#libs/protocol';
import { Lease } from '#libs/storage';
import { KIND } from './key-change.js';
import { KeyMaker } from './key-maker.js';
import { KeyRing } from './key-ring.js';
import { type JwkSet, PublishedKeys } from './published-keys.js';
import { isPublished, isRetained, RETAINED, type SigningKey, signingKeyAt } from './signing-key.js';
import { SigningKeyRepository } from './signing-key.repository.js';

const UNOPENABLE =
  'No signing key can be opened: the encryption key that sealed them is not configured. Add it to ' +
  'PORTICO_ENCRYPTION_KEY, after the current one, or restore encryption.key in the data directory.';

/** Our keys, from memory: which one signs, which ones verify, which ones clients may see. */
@Injectable()
export class SigningKeys implements OnModuleInit {
  private readonly jwkSet = new PublishedKeys();

  constructor(
    private readonly ring: KeyRing,
    private readonly rows: SigningKeyRepository,
    private readonly maker: KeyMaker,
    private readonly lease: Lease,
    private readonly clock: Clock,
  ) {
    ring.onChange(() => this.jwkSet.forget());
  }

  /** Makes the keys that are missing, and seals the others by the current encryption key. */
  async onModuleInit(): Promise<void> {
    await this.ring.follow();
    if (this.missing().length > 0) await this.lease.run(KIND, () => this.makeMissing());
    for (const alg of SIGNING_ALGORITHMS) if (!this.current(alg)) throw new StartRefused(UNOPENABLE);
    await this.ring.resealAll();
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
   * The key that `kid` names, while it is published and for a year after; nothing once it was withdrawn.
   * @throws RegistryStale
   */
  verificationKey(
    kid: string,
  ): (Pick<SigningKey, 'alg' | 'publicKey'> & { readonly published: boolean }) | undefined {
    const now = this.clock.now();
    const key = this.ring.get(kid);
    if (!key || !isRetained(key, now)) return undefined;
    return { alg: key.alg, publicKey: key.publicKey, published: isPublished(key, now) };
  }

  /** The same, of a key that this process doesn't know: another one may have made it a moment ago. @throws RegistryStale */
  async unknownVerificationKey(kid: string): Promise<ReturnType<SigningKeys['verificationKey']>> {
    await this.ring.freshen();
    return this.verificationKey(kid);
  }

  /**
   * The published keys as RFC 7517 §5 has them; frozen, and the same object until they change.
   * @throws RegistryStale
   */
  jwks(): JwkSet {
    return this.jwkSet.at(this.clock.now(), this.ring.all());
  }

  /** When each published key does what, in the order of the JWK Set. @throws RegistryStale */
  published(): readonly SigningKey[] {
    return this.jwks().keys.flatMap(({ kid }) => this.ring.get(kid) ?? []);
  }

  /** Erases what has had its time: private halves of unpublished keys, and keys a year after that. Says how many. */
  async removeExpired(): Promise<number> {
    const now = this.clock.now();
    const due = this.ring
      .all()
      .some((key) => (key.privateKey && !isPublished(key, now)) || key.published_until + RETAINED <= now);
    return due ? this.rows.retire(now) : 0;
  }

  private current(alg: SigningAlgorithm): SigningKey | undefined {
    return signingKeyAt(this.ring.of(alg), this.clock.now());
  }

  private missing(): SigningAlgorithm[] {
    return SIGNING_ALGORITHMS.filter((alg) => this.ring.of(alg).length === 0);
  }

  private async makeMissing(): Promise<void> {
    await this.ring.refresh(); // another process may have made them while we waited
    const made = await Promise.all(this.missing().map((alg) => this.maker.make(alg)));
    const now = this.clock.now();
    await this.rows.change(async (change) => {
      for (const key of made) await change.publish(key, now, now);
    });
  }
}
