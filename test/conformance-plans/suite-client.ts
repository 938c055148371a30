import { randomBytes, randomUUID } from 'node:crypto';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { expect } from 'vitest';
import { type Answer, answerOf, type Form, formOf } from '../support/relying-party.js';
import { overTls } from './over-tls.js';
import type { ScriptedBrowser } from './scripted-browser.js';
import type { Answered, Suite } from './suite.js';

export type AuthMethod = 'client_secret_basic' | 'client_secret_post' | 'private_key_jwt';

export interface SuiteKey {
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;
  readonly kid?: string;
}

/** What the suite registers beside its usual metadata. */
export interface Registration {
  readonly token_endpoint_auth_method?: AuthMethod;
  readonly [member: string]: unknown;
}

/** A client as the suite makes it: registered for one module, and unregistered after it. */
export class SuiteClient {
  private constructor(
    private readonly suite: Suite,
    readonly information: Readonly<Record<string, string>>,
    readonly redirect_uri: string,
    private key: SuiteKey,
  ) {}

  /** @throws unless it was registered as the suite demands */
  static async register(suite: Suite, metadata: Registration = {}, key?: SuiteKey): Promise<SuiteClient> {
    const own = key ?? (await usualKey());
    const sent = { ...usual(suite), ...('jwks_uri' in metadata ? {} : jwksOf(own)), ...metadata };
    const answer = await suite.register(sent);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      201,
      expect.stringContaining('application/json'),
    ]);
    expect(answer.body).toMatchObject({
      ...metadata,
      registration_client_uri: expect.stringMatching(`^${suite.issuer}/`),
      registration_access_token: expect.any(String),
    });
    if ('client_secret' in answer.body) expect(answer.body).toHaveProperty('client_secret_expires_at', 0);
    const [redirect_uri = ''] = answer.body['redirect_uris'] as string[];
    return new SuiteClient(suite, answer.body as Record<string, string>, redirect_uri, own);
  }

  get client_id(): string {
    return this.information['client_id'] ?? '';
  }

  /** Its private key, from now on. */
  use(key: SuiteKey): void {
    this.key = key;
  }

  /** The parameters of an authorization request, with random state and nonce of any URL-safe characters. */
  request(changes: Form = {}): Form {
    return {
      client_id: this.client_id,
      redirect_uri: this.redirect_uri,
      scope: 'openid',
      state: `${randomBytes(6).toString('hex')}-._~`,
      nonce: `${randomBytes(6).toString('hex')}-._~`,
      response_type: 'code',
      ...this.suite.responseMode,
      ...changes,
    };
  }

  /** Sends the browser with this request. @returns what arrived at the callback */
  async authorize(browser: ScriptedBrowser, request: Form, init: RequestInit = {}): Promise<Answered> {
    const { site } = this.suite;
    site.arrivals.length = 0;
    if (init.method === 'POST')
      await browser.visit(this.suite.endpoint('authorization_endpoint'), { ...init, body: formOf(request) });
    else await browser.visit(this.suite.authorizationUrl(request));
    expect(browser.complaints).toEqual([]);
    const arrival = site.arrivals.find((each) => site.callback.endsWith(each.path));
    if (!arrival) throw new Error('nothing came back to the client');
    return { ...arrival, fragment: new URLSearchParams(browser.fragment) };
  }

  /** A code, and the request that it answers. */
  async code(browser: ScriptedBrowser, changes: Form = {}) {
    const request = this.request(changes);
    return { request, code: this.suite.codeOf(await this.authorize(browser, request), request) };
  }

  /** The whole flow, with all that the suite checks of it on the way. */
  async signIn(browser: ScriptedBrowser, changes: Form = {}) {
    const { request, code } = await this.code(browser, changes);
    const tokens = this.suite.tokensOf(await this.redeem(code));
    return { request, code, tokens, claims: await this.suite.idTokenOf(tokens, this, request) };
  }

  redeem(code: string, more: Form = {}): Promise<Answer> {
    return this.token({ grant_type: 'authorization_code', code, redirect_uri: this.redirect_uri, ...more });
  }

  /** With the client authentication that it registered. */
  async token(form: Form): Promise<Answer> {
    const { headers, own } = await this.authentication();
    const body = formOf({ ...form, ...own });
    return answerOf(
      await overTls(this.suite.endpoint('token_endpoint'), {
        method: 'POST',
        headers: { accept: 'application/json', ...headers },
        body,
      }),
    );
  }

  /** RFC 7523 §2.2, with the token endpoint as audience unless another is named. */
  assertion(aud: string = this.suite.endpoint('token_endpoint')): Promise<string> {
    return this.sign({ iss: this.client_id, sub: this.client_id, aud, jti: randomUUID() }, true);
  }

  /** A JWT by the key that it registered; the suite's has no kid unless it comes from a jwks_uri. */
  sign(claims: Record<string, unknown>, expires = false): Promise<string> {
    const jwt = new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: this.key.kid });
    if (expires) jwt.setIssuedAt().setNotBefore('0s').setExpirationTime('1m');
    return jwt.sign(this.key.privateKey);
  }

  /** What the suite does last with every client that it registered. */
  async unregister(): Promise<void> {
    const answer = await this.configuration('DELETE');
    expect(answer.status).toBe(204);
  }

  /** RFC 7592 §2 */
  async configuration(method: string): Promise<Answer> {
    const { registration_client_uri = '', registration_access_token } = this.information;
    const headers = { accept: 'application/json', authorization: `Bearer ${registration_access_token}` };
    return answerOf(await overTls(registration_client_uri, { method, headers }));
  }

  private async authentication(): Promise<{ headers?: Record<string, string>; own?: Form }> {
    const { client_id } = this;
    const { client_secret, token_endpoint_auth_method } = this.information;
    if (token_endpoint_auth_method === 'client_secret_post') return { own: { client_id, client_secret } };
    if (token_endpoint_auth_method === 'private_key_jwt') {
      const client_assertion_type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
      return { own: { client_assertion_type, client_assertion: await this.assertion() } };
    }
    const pair = [client_id, client_secret ?? ''].map(encodeURIComponent).join(':');
    return { headers: { authorization: `Basic ${btoa(pair)}` } };
  }
}

/** Of clients whose key doesn't matter: it is dear to make. */
async function usualKey(): Promise<SuiteKey> {
  made ??= rsaKey();
  return made;
}
let made: Promise<SuiteKey> | undefined;

/** As the suite makes them for its clients. */
export async function rsaKey(kid?: string): Promise<SuiteKey> {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const jwk: JWK = { ...(await exportJWK(publicKey)), use: 'sig', alg: 'RS256', ...(kid && { kid }) };
  return { privateKey, jwk, ...(kid && { kid }) };
}

const jwksOf = ({ jwk }: SuiteKey) => ({ jwks: { keys: [jwk] } });

/** What the suite says of each of its clients. */
function usual({ site }: Suite): Registration {
  return {
    client_name: `OIDF Conformance Test ${randomBytes(5).toString('hex')}`,
    grant_types: ['authorization_code'],
    token_endpoint_auth_method: 'client_secret_basic',
    response_types: ['code'],
    redirect_uris: [site.callback],
    contacts: ['certification@oidf.org'],
  };
}
