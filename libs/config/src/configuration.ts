import type {
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
  Sections,
  SessionSettings,
  SetUpSettings,
  SignUpSettings,
  TokenSettings,
} from './sections/index.js';

/** Everything that needs a restart to change; the rest is a row in the database. */
export class Configuration implements Sections {
  readonly issuer: Issuer;
  readonly http: HttpSettings;
  readonly database: DatabaseSettings;
  readonly dataDirectory: DataDirectory;
  readonly encryption: EncryptionSettings;
  readonly setUp: SetUpSettings;
  readonly sessions: SessionSettings;
  readonly tokens: TokenSettings;
  readonly outbound: OutboundSettings;
  readonly clients: ClientSettings;
  readonly access: AccessSettings;
  readonly registration: RegistrationSettings;
  readonly signUp: SignUpSettings;
  readonly keys: KeySettings;
  readonly log: LogSettings;

  constructor(sections: Sections) {
    Object.assign(this, sections);
    Object.freeze(this);
  }
}
