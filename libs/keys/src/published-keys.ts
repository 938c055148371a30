import type { PublicJwk } from './public-jwk.js';
import { isPublished, type SigningKey } from './signing-key.js';

/** RFC 7517 §5 */
export interface JwkSet {
  readonly keys: readonly PublicJwk[];
}

/** The JWK Set, built when the keys change or one of them has had its time, and kept in between. */
export class PublishedKeys {
  private built: { readonly set: JwkSet; readonly until: number } | undefined;

  forget(): void {
    this.built = undefined;
  }

  at(now: number, keys: readonly SigningKey[]): JwkSet {
    if (!this.built || now >= this.built.until) this.built = build(now, keys);
    return this.built.set;
  }
}

function build(now: number, all: readonly SigningKey[]) {
  // In one order in every process, so that caches see one document.
  const published = all.filter((key) => isPublished(key, now)).sort((a, b) => (a.kid < b.kid ? -1 : 1));
  return {
    set: Object.freeze({ keys: Object.freeze(published.map((key) => key.publicJwk)) }),
    until: Math.min(...published.map((key) => key.published_until)),
  };
}
