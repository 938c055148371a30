import { IsHostName } from '../rules/address.js';

export class OutboundSettings {
  /** Hosts (names or addresses, lower case) that may be called although their address is not public. */
  @IsHostName({ each: true })
  readonly allowed_hosts: readonly string[];

  constructor(values: Pick<OutboundSettings, 'allowed_hosts'>) {
    this.allowed_hosts = Object.freeze(values.allowed_hosts.map((host) => host.toLowerCase()));
    Object.freeze(this);
  }
}
