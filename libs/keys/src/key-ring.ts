import { Injectable } from '@nestjs/common';
import type { SigningAlgorithm } from '#libs/protocol';
import { ChangeFeed, Registry } from '#libs/storage';
import { KIND } from './key-change.js';
import { KeySafe } from './key-safe.js';
import type { SigningKey } from './signing-key.js';
import { SigningKeyRepository } from './signing-key.repository.js';

/** Every key of the deployment, in this process's memory, kept fresh by the change feed. */
@Injectable()
export class KeyRing {
  private readonly registry: Registry<SigningKey>;

  constructor(
    private readonly rows: SigningKeyRepository,
    private readonly safe: KeySafe,
    private readonly changes: ChangeFeed,
  ) {
    this.registry = new Registry<SigningKey>({
      kind: KIND,
      key: ({ kid }) => kid,
      load: async (since) => Promise.all((await rows.newerThan(since)).map((row) => safe.open(row))),
    });
  }

  /** Loads the keys, and keeps them fresh from now on. */
  follow(): Promise<void> {
    return this.changes.follow(this.registry);
  }

  /** Sees what other processes have committed. */
  refresh(): Promise<void> {
    return this.changes.refresh();
  }

  /** The same, before something is refused for want of a key: shared, and at a limited pace. */
  freshen(): Promise<void> {
    return this.changes.freshen();
  }

  onChange(listener: () => void): void {
    this.registry.onChange(listener);
  }

  /** @throws RegistryStale when the database was out of reach for too long */
  all(): readonly SigningKey[] {
    return this.registry.all();
  }

  /** @throws RegistryStale */
  of(alg: SigningAlgorithm): readonly SigningKey[] {
    return this.all().filter((key) => key.alg === alg);
  }

  /** @throws RegistryStale */
  get(kid: string): SigningKey | undefined {
    return this.registry.get(kid);
  }

  /** Seals every private half by the current encryption key. */
  async resealAll(): Promise<void> {
    for (const { kid, sealed_private_jwk: before } of await this.rows.newerThan(-1)) {
      const after = before === null ? undefined : await this.safe.reseal(before);
      if (before !== null && after !== undefined) await this.rows.reseal(kid, before, after);
    }
  }
}
