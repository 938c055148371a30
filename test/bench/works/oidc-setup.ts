/** A client as its own program knows it. */
export interface BenchClient {
  readonly client_id: string;
  readonly client_secret: string;
}

/** Somebody with an account. */
export interface Person {
  readonly email: string;
  readonly password: string;
}

/** Somebody who is signed in, and the `Cookie` header of their browser. */
export interface SignedInPerson extends Person {
  readonly cookie: string;
}

/** What the flows need to know of an OpenID Provider that has been made ready for them. */
export interface OidcSetup {
  readonly issuer: string;
  /** The metadata that the provider publishes. */
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly clients: {
    /** Code flow, without and with a refresh token; opaque access tokens. */
    readonly web: BenchClient;
    readonly offline: BenchClient;
    /** client_credentials; JWT access tokens signed by these. */
    readonly rs256: BenchClient;
    readonly es256: BenchClient;
  };
  /** They have agreed to both web clients. */
  readonly people: readonly SignedInPerson[];
}

export const REDIRECT_URI = 'https://client.example/callback';
export const SCOPES = { web: 'openid', offline: 'openid offline_access' } as const;

/** HTTP Basic. RFC 6749 §2.3.1 */
export function basic({ client_id, client_secret }: BenchClient): string {
  return `Basic ${Buffer.from(`${encodeURIComponent(client_id)}:${encodeURIComponent(client_secret)}`).toString('base64')}`;
}

/** The people of the benchmark. */
export const PEOPLE: readonly Person[] = Array.from({ length: 20 }, (_, i) => ({
  email: `person-${i}@example.com`,
  password: `seven green herons ${i}`,
}));
