import { Global, Module } from '@nestjs/common';
import { DatabaseSettings, DataDirectory, EncryptionSettings } from '#libs/config';
import { openVault } from './open-vault.js';
import { Vault } from './vault.js';

@Global()
@Module({
  providers: [
    {
      provide: Vault,
      inject: [EncryptionSettings, DatabaseSettings, DataDirectory],
      useFactory: openVault,
    },
  ],
  exports: [Vault],
})
export class SecretsModule {}
