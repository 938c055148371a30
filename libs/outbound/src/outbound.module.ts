import { Global, Module } from '@nestjs/common';
import { OutboundClient } from './outbound-client.js';
import { OutboundNetwork } from './outbound-network.js';

@Global()
@Module({ providers: [OutboundClient, OutboundNetwork], exports: [OutboundClient] })
export class OutboundModule {}
