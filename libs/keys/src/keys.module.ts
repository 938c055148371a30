import { Module } from '@nestjs/common';
import { Sweeper } from '#libs/storage';
import { JwtSigner } from './jwt-signer.js';
import { KeyMaker } from './key-maker.js';
import { KeyRing } from './key-ring.js';
import { KeyRotation } from './key-rotation.js';
import { KeySafe } from './key-safe.js';
import { KeyWithdrawal } from './key-withdrawal.js';
import { OwnJwtVerifier } from './own-jwt-verifier.js';
import { ScheduledRotation } from './scheduled-rotation.js';
import { SigningKeyRepository } from './signing-key.repository.js';
import { SigningKeys } from './signing-keys.js';

/** Needs `ConfigModule`, `ClockModule`, `StorageModule`, `SecretsModule` and `AuditModule`, which are global. */
@Module({
  providers: [
    SigningKeyRepository,
    KeySafe,
    KeyMaker,
    KeyRing,
    SigningKeys,
    KeyRotation,
    KeyWithdrawal,
    ScheduledRotation,
    JwtSigner,
    OwnJwtVerifier,
  ],
  exports: [SigningKeys, KeyRotation, KeyWithdrawal, ScheduledRotation, JwtSigner, OwnJwtVerifier],
})
export class KeysModule {
  constructor(keys: SigningKeys, sweeper: Sweeper) {
    sweeper.register('signing_keys', () => keys.removeExpired());
  }
}
