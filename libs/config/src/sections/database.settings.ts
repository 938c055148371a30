import { Max, Min } from 'class-validator';
import { IsDatabaseUrl } from '../rules/database-url.js';
import { OneOnSqlite } from '../rules/one-on-sqlite.js';

export const MOST_WORKERS = 256;
const FROM_TO = `must be a number from 1 to ${MOST_WORKERS}`;

export class DatabaseSettings {
  /** `sqlite:FILE`, `mysql://…` or `mariadb://…`; may hold a password, so it is never logged. */
  @IsDatabaseUrl()
  readonly url: string;

  /** The processes of this machine that work on it. */
  @Min(1, { message: FROM_TO })
  @Max(MOST_WORKERS, { message: FROM_TO })
  @OneOnSqlite()
  readonly workers: number;

  constructor(values: Pick<DatabaseSettings, 'url' | 'workers'>) {
    this.url = values.url;
    this.workers = values.workers;
    Object.freeze(this);
  }

  get dialect(): 'sqlite' | 'mysql' {
    return this.url.startsWith('sqlite:') ? 'sqlite' : 'mysql';
  }
}
