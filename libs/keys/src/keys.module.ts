import { Module } from '@nestjs/common';
import { Sweeper } from '#libs/storage';
import { JwtSigner } from './jwt-signer.js';
import { KeySafe } from './key-safe.js';
import { OwnJwtVerifier } from './own-jwt-verifier.js';
import { SigningKeyRepository } from './signing-key.repository.js';
import { SigningKeys } from './signing-keys.js';

/** Needs `ConfigModule`, `ClockModule`, `StorageModule` and `SecretsModule`, which are global. */
@Module({
  providers: [SigningKeyRepository, KeySafe, SigningKeys, JwtSigner, OwnJwtVerifier],
  exports: [SigningKeys, JwtSigner, OwnJwtVerifier],
})
export class KeysModule {
  constructor(keys: SigningKeys, sweeper: Sweeper) {
    sweeper.register('signing_keys', () => keys.removeExpired());
  }
}
