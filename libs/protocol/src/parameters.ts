import { OAuthError } from './oauth-error.js';

/** More than any honest request holds; fewer than would cost anything. */
const MOST_PARAMETERS = 100;
/** Characters of one name or value: room for a request object. */
const LONGEST = 16_384;

type Entry = readonly [name: string, value: string];

/**
 * The parameters of one request, from its query or its form body. A parameter without a value counts as
 * absent, and one that is repeated is an error when it is read: RFC 6749 §3.1 and §3.2.
 */
export class Parameters {
  private constructor(
    /** In the order in which they came, without empty ones. */
    readonly entries: readonly Entry[],
  ) {}

  /** @param query as it stands in the URL, with or without `?`. @throws OAuthError invalid_request */
  static fromQuery(query: string): Parameters {
    return Parameters.#of([...new URLSearchParams(query)]);
  }

  /**
   * @param body as it was sent (`application/x-www-form-urlencoded`); nothing at all is a form without parameters.
   * A parsed body is none: parsers fold what is repeated, and JSON is no form.
   * @throws OAuthError invalid_request
   */
  static fromForm(body: unknown): Parameters {
    if (body === undefined || body === null) return new Parameters([]);
    if (typeof body === 'string') return Parameters.fromQuery(body);
    throw new OAuthError('invalid_request', 'the body must be application/x-www-form-urlencoded');
  }

  static #of(entries: readonly Entry[]): Parameters {
    if (entries.length > MOST_PARAMETERS) {
      throw new OAuthError('invalid_request', `more than ${MOST_PARAMETERS} parameters`);
    }
    for (const [name, value] of entries) {
      check(name);
      check(value);
    }
    return new Parameters(entries.filter(([, value]) => value !== ''));
  }

  /** @throws OAuthError invalid_request when it is repeated */
  get(name: string): string | undefined {
    let found: string | undefined;
    for (const [candidate, value] of this.entries) {
      if (candidate !== name) continue;
      if (found !== undefined) {
        throw new OAuthError('invalid_request', `${name} must not be repeated`, { rule: 'RFC 6749 §3.1' });
      }
      found = value;
    }
    return found;
  }

  /** @throws OAuthError invalid_request when it is missing or repeated */
  require(name: string): string {
    const value = this.get(name);
    if (value === undefined) throw new OAuthError('invalid_request', `${name} is missing`);
    return value;
  }

  has(name: string): boolean {
    return this.entries.some(([candidate]) => candidate === name);
  }

  /** For the few that may be repeated, such as `resource` (RFC 8707 §2). */
  getAll(name: string): readonly string[] {
    return this.entries.filter(([candidate]) => candidate === name).map(([, value]) => value);
  }

  without(...names: readonly string[]): Parameters {
    return new Parameters(this.entries.filter(([name]) => !names.includes(name)));
  }

  /** Form-urlencoded, without `?`, in the original order. */
  toQuery(): string {
    return new URLSearchParams(
      this.entries.map(([name, value]): [string, string] => [name, value]),
    ).toString();
  }
}

/** @throws OAuthError invalid_request */
function check(text: string): void {
  if (text.length > LONGEST) throw new OAuthError('invalid_request', 'a parameter is too long');
  if (text.includes('\0')) throw new OAuthError('invalid_request', 'a parameter holds a NUL character');
}
