import { Module } from '@nestjs/common';
import { KeysModule } from '#libs/keys';
import { TokensModule } from '#libs/tokens';
import { DiscoveryController } from './discovery.controller.js';
import { ProviderMetadata } from './provider-metadata.js';

/** What Portico says about itself. */
@Module({
  imports: [KeysModule, TokensModule],
  controllers: [DiscoveryController],
  providers: [ProviderMetadata],
  exports: [ProviderMetadata],
})
export class DiscoveryModule {}
