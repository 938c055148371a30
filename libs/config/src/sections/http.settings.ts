import { IsString, Max, Min } from 'class-validator';
import { IsAddressOrRange } from '../rules/address.js';

export class HttpSettings {
  /** The name or address to listen on. `localhost` listens on 127.0.0.1 and ::1 alike. */
  @IsString()
  readonly host: string;

  @Min(1, { message: 'must be a port from 1 to 65535' })
  @Max(65_535, { message: 'must be a port from 1 to 65535' })
  readonly port: number;

  /** Who may set X-Forwarded-For and X-Forwarded-Proto: addresses and CIDR ranges. */
  @IsAddressOrRange({ each: true })
  readonly trusted_proxies: readonly string[];

  constructor(values: Pick<HttpSettings, 'host' | 'port' | 'trusted_proxies'>) {
    this.host = values.host;
    this.port = values.port;
    this.trusted_proxies = Object.freeze([...values.trusted_proxies]);
    Object.freeze(this);
  }
}
