export { availableCores } from './available-cores.js';
export { ConfigModule } from './config.module.js';
export { Configuration } from './configuration.js';
export { ConfigurationError, type ConfigurationProblem } from './configuration-error.js';
export { type ConfigurationKey, fileKey } from './configuration-key.js';
export { CONFIGURATION_KEYS } from './configuration-keys.js';
export { loadConfiguration, loadConfigurationFromProcess } from './load-configuration.js';
export {
  AccessSettings,
  ClientSettings,
  DatabaseSettings,
  DataDirectory,
  EncryptionSettings,
  HttpSettings,
  Issuer,
  KeySettings,
  LogSettings,
  OutboundSettings,
  RegistrationSettings,
  SessionSettings,
  SetUpSettings,
  SignUpSettings,
  TokenSettings,
} from './sections/index.js';
export { LOG_LEVELS, type LogLevel } from './sections/log.settings.js';
export { StartRefused } from './start-refused.js';
