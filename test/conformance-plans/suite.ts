import { readFileSync } from 'node:fs';
import { createLocalJWKSet, type JSONWebKeySet, type JWK, type JWTPayload, jwtVerify } from 'jose';
import { expect } from 'vitest';
import { type Answer, answerOf, type Form, formOf } from '../support/relying-party.js';
import { Deployment } from './deployment.js';
import { overTls } from './over-tls.js';
import { ScriptedBrowser, type Task } from './scripted-browser.js';
import type { Registration, SuiteClient } from './suite-client.js';
import { type Arrival, SuiteSite } from './suite-site.js';

/** Of the person who signs in: every standard claim, for the suite warns about each that a scope doesn't bring. */
export const PERSON = JSON.parse(fenced('person')) as Readonly<Record<string, unknown>>;

/** Claims that may stand in an ID token although nobody asked for them. */
const UNASKED = 'iss sub aud exp iat auth_time nonce acr amr azp at_hash c_hash nbf jti sid'.split(' ');

export const RESPONSE_MODES = ['default', 'form_post'] as const;
export type ResponseMode = (typeof RESPONSE_MODES)[number];

/** What came back to the client, by whichever way. */
export type Answered = Arrival & { readonly fragment: URLSearchParams };

/** The OpenID Foundation's suite as far as it can be seen from outside, against a Portico that is deployed like one. */
export class Suite {
  private constructor(
    readonly deployment: Deployment,
    readonly site: SuiteSite,
    /** The provider's metadata. */
    readonly server: Readonly<Record<string, unknown>>,
    readonly jwks: JSONWebKeySet,
    private readonly mode: ResponseMode = 'default',
  ) {}

  /** With the settings, the person and the browser automation of docs/certification.md. */
  static async start(): Promise<Suite> {
    const settings = fenced('settings').matchAll(/^(PORTICO_[A-Z_]+)=(.*)$/gm);
    const deployment = await Deployment.start(
      Object.fromEntries([...settings].map(([, key = '', value = '']) => [key, value])),
    );
    await deployment.admin('POST', '/users', PERSON);
    const site = await SuiteSite.start();
    const { body: server } = await answerAt(`${deployment.issuer}/.well-known/openid-configuration`);
    const { body: jwks } = await answerAt(String(server['jwks_uri']));
    return new Suite(deployment, site, server, jwks as unknown as JSONWebKeySet);
  }

  /** The same, for the plans of this response mode. */
  in(mode: ResponseMode): Suite {
    return new Suite(this.deployment, this.site, this.server, this.jwks, mode);
  }

  get issuer(): string {
    return this.deployment.issuer;
  }

  get responseMode(): Form {
    return this.mode === 'default' ? {} : { response_mode: this.mode };
  }

  endpoint(name: string): string {
    return String(this.server[name]);
  }

  authorizationUrl(request: Form): string {
    return `${this.endpoint('authorization_endpoint')}?${formOf(request)}`;
  }

  async register(metadata: Registration): Promise<Answer> {
    return answerOf(
      await overTls(this.endpoint('registration_endpoint'), {
        method: 'POST',
        headers: {
          accept: 'application/json',
          'content-type': 'application/json',
          'accept-charset': 'utf-8',
        },
        body: JSON.stringify(metadata),
      }),
    );
  }

  /** A browser that was never here, with this automation of the page's, or the plan's own. */
  browser(automation = 'browser'): ScriptedBrowser {
    const [{ tasks }] = JSON.parse(this.here(fenced(automation))) as [{ tasks: readonly Task[] }];
    return new ScriptedBrowser(this.deployment, tasks);
  }

  /** The parameters of the answer, where the response mode puts them. */
  answerOf({ method, query, form, type, fragment }: Answered, request: Form): URLSearchParams {
    const byQuery = this.mode === 'default' && (request['response_type'] ?? 'code') === 'code';
    if (byQuery) return query;
    expect([query.get('code'), query.get('error')]).toEqual([null, null]);
    if (this.mode === 'default') return fragment;
    expect([method, type]).toEqual(['POST', 'application/x-www-form-urlencoded']);
    return form;
  }

  /** What came, if it is no error. */
  successOf(answered: Answered, request: Form): Record<string, string> {
    const { state, iss, error, ...rest } = Object.fromEntries(this.answerOf(answered, request));
    expect({ state, iss, error }).toEqual({ state: request['state'], iss: this.issuer });
    return rest;
  }

  codeOf(answered: Answered, request: Form): string {
    const { code = '' } = this.successOf(answered, request);
    expect(entropyOf(code)).toBeGreaterThan(96);
    return code;
  }

  /** An error, with nothing that the suite doesn't know. */
  errorOf(answered: Answered, request: Form): string | null {
    const answer = this.answerOf(answered, request);
    const known = ['error', 'error_description', 'error_uri', 'state', 'iss'];
    expect([...answer.keys()].filter((name) => !known.includes(name))).toEqual([]);
    expect([answer.get('state'), answer.get('iss')]).toEqual([request['state'], this.issuer]);
    expect(answer.get('error_description')).toMatch(/^[\x20-\x21\x23-\x5B\x5D-\x7E]*$/);
    expect(URL.canParse(answer.get('error_uri') ?? this.issuer)).toBe(true);
    return answer.get('error');
  }

  tokensOf({ status, headers, body, text }: Answer): Record<string, string> {
    expect([status, text]).toEqual([200, text]);
    expect(headers.get('content-type')).toContain('application/json');
    expect(headers.get('cache-control')).toContain('no-store');
    expect(body).toMatchObject({ access_token: expect.any(String), expires_in: expect.any(Number) });
    expect(String(body['token_type']).toLowerCase()).toBe('bearer');
    return body as Record<string, string>;
  }

  async idTokenOf(
    tokens: Record<string, string>,
    client: SuiteClient,
    request: Form,
    asked: readonly string[] = [],
  ): Promise<JWTPayload> {
    const keys = createLocalJWKSet(this.jwks);
    const { payload, protectedHeader } = await jwtVerify(tokens['id_token'] ?? '', keys, {
      issuer: this.issuer,
      audience: client.client_id,
      algorithms: ['RS256'],
    });
    expect(protectedHeader.kid).toEqual(expect.any(String));
    expect(payload['nonce']).toBe(request['nonce']);
    expect(Object.keys(payload).filter((name) => ![...UNASKED, ...asked].includes(name))).toEqual([]);
    return payload;
  }

  async userinfo(access_token = '', init: RequestInit = {}): Promise<Answer> {
    const headers = { accept: 'application/json', authorization: `Bearer ${access_token}`, ...init.headers };
    return answerOf(await overTls(this.endpoint('userinfo_endpoint'), { ...init, headers }));
  }

  /** Those that are published now. */
  async keys(): Promise<readonly JWK[]> {
    return (await answerAt(this.endpoint('jwks_uri'))).body['keys'] as JWK[];
  }

  /** RFC 6750 §2.2 */
  async userinfoByForm(access_token = ''): Promise<Answer> {
    const body = new URLSearchParams({ access_token });
    return answerOf(await overTls(this.endpoint('userinfo_endpoint'), { method: 'POST', body }));
  }

  async close(): Promise<void> {
    await this.site.close();
    await this.deployment.close();
  }

  /** The page's example addresses as they are here. */
  private here(text: string): string {
    return text.replaceAll('https://id.example.com', this.issuer);
  }
}

const answerAt = async (url: string): Promise<Answer> => answerOf(await overTls(url));

/** The block of docs/certification.md that follows this mark. */
export function fenced(mark: string): string {
  const page = readFileSync('docs/certification.md', 'utf8');
  const block = new RegExp(`<!-- ${mark} -->\\s*\`\`\`\\w*\\n([\\s\\S]*?)\`\`\``).exec(page)?.[1];
  if (block === undefined) throw new Error(`docs/certification.md has no block "${mark}"`);
  return block;
}

/** Bits, as the suite estimates them: Shannon's entropy of the characters. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  const shares = [...counts.values()].map((count) => count / text.length);
  return -text.length * shares.reduce((sum, share) => sum + share * Math.log2(share), 0);
}
