import { Injectable } from '@nestjs/common';
import { createLocalJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { OutboundClient } from '#libs/outbound';
import type { Client } from '../client.js';
import { RemoteKeys } from './remote-keys.js';

/** Clients whose fetched keys are held at once. */
const MOST_CLIENTS = 1000;

/** The public keys of clients, registered (`jwks`) or fetched (`jwks_uri`). RFC 7591 §2 */
@Injectable()
export class ClientKeys {
  private readonly registered = new WeakMap<object, JWTVerifyGetKey>();
  /** By client_id, the one used longest ago first. */
  private readonly fetched = new Map<string, RemoteKeys>();

  constructor(private readonly outbound: OutboundClient) {}

  of({ client_id, jwks, jwks_uri }: Pick<Client, 'client_id' | 'jwks' | 'jwks_uri'>): JWTVerifyGetKey {
    if (jwks !== null) return this.registeredKeys(jwks);
    if (jwks_uri !== null) return this.fetchedKeys(client_id, jwks_uri);
    return async () => {
      throw new errors.JWKSNoMatchingKey();
    };
  }

  private registeredKeys(jwks: NonNullable<Client['jwks']>): JWTVerifyGetKey {
    const known = this.registered.get(jwks);
    if (known !== undefined) return known;
    const keys = createLocalJWKSet(jwks as Parameters<typeof createLocalJWKSet>[0]);
    this.registered.set(jwks, keys);
    return keys;
  }

  private fetchedKeys(client_id: string, jwks_uri: string): JWTVerifyGetKey {
    const known = this.fetched.get(client_id);
    const keys = known?.jwks_uri === jwks_uri ? known : new RemoteKeys(jwks_uri, this.outbound);
    this.fetched.delete(client_id);
    this.fetched.set(client_id, keys);
    const [oldest] = this.fetched.keys();
    if (this.fetched.size > MOST_CLIENTS && oldest !== undefined) this.fetched.delete(oldest);
    return keys.find;
  }
}
