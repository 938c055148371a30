import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from 'jose';
import { OutboundClient } from '#libs/outbound';

/**
 * Between two attempts to fetch, whatever became of the first: an unknown `kid` costs anyone nothing to send. Short, for
 * a client that has just changed its keys is refused meanwhile.
 */
const COOLDOWN_MS = 5_000;
/** How long keys are used before they are fetched again: how long a key that was withdrawn goes on working. */
const MAX_AGE_MS = 600_000;
/** How long the last good keys stand in while their server doesn't answer. */
const MAX_STALE_MS = 3_600_000;

/**
 * The keys at one client's `jwks_uri`. `jose` holds them, fetches them anew for an unknown `kid`, and lets all who
 * wait share one fetch; the fetch itself is Portico's own. OpenID Connect Core 1.0 §10.1.1
 */
export class RemoteKeys {
  /** Finds the key of a signature. Rejects with `OutboundError` when the keys can't be had. */
  readonly find: JWTVerifyGetKey;
  private attemptedAtMs = Number.NEGATIVE_INFINITY;
  private last: { readonly keys: unknown; readonly atMs: number } | undefined;
  private failure: unknown;

  constructor(
    readonly jwks_uri: string,
    private readonly outbound: OutboundClient,
  ) {
    this.find = createRemoteJWKSet(new URL(jwks_uri), {
      cooldownDuration: COOLDOWN_MS,
      cacheMaxAge: MAX_AGE_MS,
      [customFetch]: async () => Response.json(await this.fetch()),
    });
  }

  private async fetch(): Promise<unknown> {
    if (Date.now() < this.attemptedAtMs + COOLDOWN_MS) return this.lastKeys();
    this.attemptedAtMs = Date.now();
    try {
      this.last = { keys: await this.outbound.getJson(this.jwks_uri), atMs: Date.now() };
    } catch (error) {
      this.failure = error;
    }
    return this.lastKeys();
  }

  private lastKeys(): unknown {
    if (this.last !== undefined && Date.now() < this.last.atMs + MAX_STALE_MS) return this.last.keys;
    throw this.failure;
  }
}
