import { AccessSettings } from './access.settings.js';
import { ClientSettings } from './client.settings.js';
import { DataDirectory } from './data-directory.js';
import { DatabaseSettings } from './database.settings.js';
import { EncryptionSettings } from './encryption.settings.js';
import { HttpSettings } from './http.settings.js';
import { Issuer } from './issuer.js';
import { KeySettings } from './key.settings.js';
import { LogSettings } from './log.settings.js';
import { OutboundSettings } from './outbound.settings.js';
import { RegistrationSettings } from './registration.settings.js';
import { SessionSettings } from './session.settings.js';
import { SetUpSettings } from './set-up.settings.js';
import { SignUpSettings } from './sign-up.settings.js';
import { TokenSettings } from './token.settings.js';

/** The parts of the configuration by their names there: a new part is one file and one line. */
export const SECTIONS = {
  issuer: Issuer,
  http: HttpSettings,
  database: DatabaseSettings,
  dataDirectory: DataDirectory,
  encryption: EncryptionSettings,
  setUp: SetUpSettings,
  sessions: SessionSettings,
  tokens: TokenSettings,
  outbound: OutboundSettings,
  clients: ClientSettings,
  access: AccessSettings,
  registration: RegistrationSettings,
  signUp: SignUpSettings,
  keys: KeySettings,
  log: LogSettings,
} as const;

export type Sections = { readonly [Name in keyof typeof SECTIONS]: InstanceType<(typeof SECTIONS)[Name]> };
export type SectionName = keyof Sections;

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
};
