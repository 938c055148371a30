import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { type Client, ClientService } from '#libs/clients';
import type { TestBrowser } from './browser.js';
import { ADMIN, type TestPortico } from './portico.js';

/** What an endpoint answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The JSON body; empty when it is none. */
  readonly body: Record<string, unknown>;
}

/** The form of a request: a value undefined leaves the parameter out, a list repeats it. */
export type Form = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Who signs in. */
export type Credentials = { readonly email: string; readonly password: string };

/** A code, and what its token request needs. */
export interface RedeemableCode {
  readonly code: string;
  readonly code_verifier: string;
  readonly redirect_uri: string;
}

/** A registered client as its own program would be: plain HTTP, nothing of Portico's inside. */
export class RelyingParty {
  private constructor(
    private readonly portico: TestPortico,
    readonly client: Client,
    readonly client_secret: string,
    /** Of `private_key_jwt`. */
    readonly privateKey: CryptoKey,
  ) {}

  /** Registers a client that may do everything and asks nobody for consent, unless `metadata` says otherwise. */
  static async register(
    portico: TestPortico,
    metadata: Readonly<Record<string, unknown>> = {},
  ): Promise<RelyingParty> {
    const isPublic = metadata.token_endpoint_auth_method === 'none';
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const registered = {
      client_name: 'Relying party',
      redirect_uris: ['https://client.example/callback'],
      grant_types: ['authorization_code', 'refresh_token', ...(isPublic ? [] : ['client_credentials'])],
      require_consent: false,
      ...(metadata.token_endpoint_auth_method === 'private_key_jwt' && {
        jwks: { keys: [{ ...(await exportJWK(publicKey)), kid: 'test', alg: 'ES256', use: 'sig' }] },
      }),
      ...metadata,
    };
    const { client, client_secret } = await portico
      .get(ClientService)
      .create(registered, { actor: 'system' });
    return new RelyingParty(portico, client, client_secret ?? '', privateKey);
  }

  /**
   * Sends the person's browser through the authorization endpoint; `person` signs in, where nobody has. Returns the
   * parameters that came back.
   */
  async authorize(
    browser: TestBrowser,
    parameters: Form = {},
    person: Credentials = ADMIN,
  ): Promise<URLSearchParams> {
    const query = formOf({
      client_id: this.client.client_id,
      redirect_uri: this.client.redirect_uris[0],
      response_type: 'code',
      scope: 'openid',
      ...parameters,
    });
    const back = await browser.authorize(`${this.portico.url}/oauth2/authorize?${query}`, person);
    return new URLSearchParams(back.hash === '' ? back.search : back.hash.slice(1));
  }

  /** A fresh code by PKCE. */
  async code(
    browser: TestBrowser,
    parameters: Form = {},
    person: Credentials = ADMIN,
  ): Promise<RedeemableCode> {
    const code_verifier = randomBytes(32).toString('base64url');
    const code_challenge = createHash('sha256').update(code_verifier).digest('base64url');
    const pkce = { code_challenge, code_challenge_method: 'S256' };
    const back = await this.authorize(browser, { ...pkce, ...parameters }, person);
    const code = back.get('code');
    if (code === null) throw new Error(`no code: ${back}`);
    return { code, code_verifier, redirect_uri: String(this.client.redirect_uris[0]) };
  }

  /** The whole code flow. */
  async tokens(
    browser: TestBrowser,
    parameters: Form = {},
    person: Credentials = ADMIN,
  ): Promise<Record<string, string>> {
    return granted(await this.redeem(await this.code(browser, parameters, person)));
  }

  redeem(code: RedeemableCode, more: Form = {}): Promise<Answer> {
    return this.token({ grant_type: 'authorization_code', ...code, ...more });
  }

  refresh(refresh_token: string | undefined, more: Form = {}): Promise<Answer> {
    return this.token({ grant_type: 'refresh_token', refresh_token, ...more });
  }

  token(form: Form, init: RequestInit = {}): Promise<Answer> {
    return this.post('/oauth2/token', form, init);
  }

  introspect(token: string | undefined, more: Form = {}): Promise<Answer> {
    return this.post('/oauth2/introspect', { token, ...more });
  }

  revoke(token: string | undefined, more: Form = {}): Promise<Answer> {
    return this.post('/oauth2/revoke', { token, ...more });
  }

  userinfo(access_token: string | undefined, init: RequestInit = {}): Promise<Answer> {
    const headers = { authorization: `Bearer ${access_token}`, ...init.headers };
    return this.fetch('/oauth2/userinfo', { ...init, headers });
  }

  /** With this client's authentication. */
  async post(path: string, form: Form, init: RequestInit = {}): Promise<Answer> {
    const { headers, form: own } = await this.authentication();
    return this.fetch(path, {
      method: 'POST',
      ...init,
      headers: { ...headers, ...init.headers },
      body: formOf({ ...own, ...form }),
    });
  }

  /** Nothing added. */
  async fetch(path: string, init: RequestInit = {}): Promise<Answer> {
    return answerOf(await fetch(`${this.portico.url}${path}`, init));
  }

  /** RFC 7523 §2.2 */
  clientAssertion(claims: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const { client_id } = this.client;
    return new SignJWT({
      iss: client_id,
      sub: client_id,
      aud: this.portico.url,
      jti: randomUUID(),
      ...claims,
    })
      .setProtectedHeader({ alg: 'ES256', kid: 'test' })
      .setIssuedAt()
      .setExpirationTime('1m')
      .sign(this.privateKey);
  }

  basic(client_secret = this.client_secret): string {
    const [id, secret] = [this.client.client_id, client_secret].map(encodeURIComponent);
    return `Basic ${btoa(`${id}:${secret}`)}`;
  }

  private async authentication(): Promise<{
    readonly headers?: Record<string, string>;
    readonly form?: Form;
  }> {
    const { client_id, token_endpoint_auth_method } = this.client;
    switch (token_endpoint_auth_method) {
      case 'client_secret_basic':
        return { headers: { authorization: this.basic() } };
      case 'client_secret_post':
        return { form: { client_id, client_secret: this.client_secret } };
      case 'private_key_jwt':
        return {
          form: {
            client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
            client_assertion: await this.clientAssertion(),
          },
        };
      default:
        return { form: { client_id } };
    }
  }
}

/** The tokens of a token response. Throws unless it is one. */
export function granted({ status, body, text }: Answer): Record<string, string> {
  if (status !== 200) throw new Error(`no tokens: ${status} ${text}`);
  return body as Record<string, string>;
}

export async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const json = response.headers.get('content-type')?.includes('json');
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: json && text !== '' ? JSON.parse(text) : {},
  };
}

export function formOf(form: Form): URLSearchParams {
  return new URLSearchParams(
    Object.entries(form).flatMap(([name, value]) =>
      value === undefined ? [] : [value].flat().map((one): [string, string] => [name, one]),
    ),
  );
}
