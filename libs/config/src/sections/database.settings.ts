import { IsDatabaseUrl } from '../rules/database-url.js';

export class DatabaseSettings {
  /** `sqlite:FILE`, `mysql://…` or `mariadb://…`; may hold a password, so it is never logged. */
  @IsDatabaseUrl()
  readonly url: string;

  constructor(values: Pick<DatabaseSettings, 'url'>) {
    this.url = values.url;
    Object.freeze(this);
  }

  get dialect(): 'sqlite' | 'mysql' {
    return this.url.startsWith('sqlite:') ? 'sqlite' : 'mysql';
  }
}
