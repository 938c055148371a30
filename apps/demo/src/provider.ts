import * as oidc from 'openid-client';
import type { Registration } from './registration.js';

const RETRY_MS = 1_000;

export type Reachability = 'unreachable' | 'unexpected' | 'ready';

/**
 * The provider, found by discovery. Portico may start after the demo, so it is looked for until it answers; until
 * then there is no configuration and `reachability` says why.
 */
export class Provider {
  reachability: Reachability = 'unreachable';
  private found: oidc.Configuration | undefined;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private readonly registration: Registration,
    private readonly retryMs = RETRY_MS,
  ) {}

  get issuer(): string {
    return this.registration.issuer;
  }

  /** What discovery found, with the demo's own credentials. Ask only once `reachability` is `ready`. */
  get ready(): oidc.Configuration {
    if (!this.found) throw new Error(`${this.issuer} was not found yet`);
    return this.found;
  }

  /** Looks for the provider now, and again each second until it is found. */
  async look(): Promise<void> {
    try {
      this.found = await discover(this.registration);
      this.reachability = 'ready';
    } catch (error) {
      this.reachability = isUnreachable(error) ? 'unreachable' : 'unexpected';
      if (!this.stopped) this.timer = setTimeout(() => void this.look(), this.retryMs);
    }
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }
}

async function discover({ issuer, client_id, client_secret }: Registration): Promise<oidc.Configuration> {
  const server = new URL(issuer);
  // A provider on this machine speaks plain http; any other must speak https.
  const insecure = server.protocol === 'http:' ? [oidc.allowInsecureRequests] : [];
  return oidc.discovery(server, client_id, undefined, oidc.ClientSecretBasic(client_secret), {
    timeout: 10,
    execute: [...insecure, oidc.enableNonRepudiationChecks],
  });
}

/** Nothing listens there, or it didn't answer in time. */
export function isUnreachable(error: unknown): boolean {
  if (error instanceof oidc.ClientError) return error.code === 'OAUTH_TIMEOUT';
  return error instanceof TypeError && error.message === 'fetch failed';
}
