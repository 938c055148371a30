import { IsIssuer } from '../rules/issuer.js';

/** Who Portico says it is: `iss` everywhere, and the root of every endpoint's URL. RFC 8414 §2 */
export class Issuer {
  @IsIssuer()
  readonly url: string;
  /** Asked for with each request, and dear to work out. */
  #origin: string | undefined;

  constructor(values: Pick<Issuer, 'url'>) {
    this.url = values.url;
    Object.freeze(this);
  }

  /** Scheme, host and port, as a browser's `Origin` header has it. */
  get origin(): string {
    this.#origin ??= new URL(this.url).origin;
    return this.#origin;
  }

  /** `''`, or a path with a leading and no trailing slash. */
  get path(): string {
    return this.url.slice(this.origin.length);
  }

  get secure(): boolean {
    return this.url.startsWith('https:');
  }

  /** The full URL of an endpoint; `path` begins with a slash. */
  endpoint(path: string): string {
    return this.url + path;
  }
}
