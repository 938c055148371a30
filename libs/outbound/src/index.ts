export { OutboundModule } from './outbound.module.js';
export { OutboundClient, type OutboundLimits } from './outbound-client.js';
export { OUTBOUND_ERRORS, OutboundError, type OutboundErrorCode } from './outbound-error.js';
export type { OutboundContent, OutboundResponse } from './outbound-exchange.js';
export { OutboundNetwork } from './outbound-network.js';
