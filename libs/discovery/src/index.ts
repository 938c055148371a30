export { DiscoveryModule } from './discovery.module.js';
export { ProviderMetadata } from './provider-metadata.js';
