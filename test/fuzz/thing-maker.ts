import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { Accounts } from '#libs/accounts';
import { Consents } from '#libs/authorization';
import { Sessions } from '#libs/sessions';
import { codesOf } from '../device/device.js';
import { registering } from '../registration/registering.js';
import { visit } from '../support/authorize.js';
import { formWith, TestBrowser } from '../support/browser.js';
import { createPerson, type TestPerson } from '../support/person.js';
import { MANAGEMENT, type TestPortico } from '../support/portico.js';
import { RelyingParty } from '../support/relying-party.js';

/** The parts of one thing, by their names. */
export type Thing = Readonly<Record<string, string>>;

/** How a thing comes to be, and how many requests meet it: the later ones as the earlier ones left it. */
export interface Kind {
  readonly uses: number;
  make(): Promise<Thing>;
  /** The kinds that are made with this one, and fit no other. */
  readonly before?: readonly string[];
}

const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';

/** Makes real clients, people, codes, tokens and sessions. */
export class ThingMaker {
  private constructor(
    private readonly portico: TestPortico,
    private readonly person: TestPerson,
    private party: RelyingParty,
    /** Where codes come from: the generated requests have a browser of their own, which they may sign out. */
    private readonly browser = new TestBrowser(portico.url),
  ) {}

  static async of(portico: TestPortico): Promise<ThingMaker> {
    return new ThingMaker(portico, await createPerson(portico), await registerParty(portico));
  }

  readonly kinds: Readonly<Record<string, Kind>> = {
    administrator: { uses: 500, make: async () => ({ token: await this.administratorToken() }) },
    owner: { uses: 500, make: () => this.owner() },
    party: {
      uses: 200,
      make: () => this.partyValues(),
      before: ['code', 'tokens', 'device', 'pushed', 'visit'],
    },
    client: { uses: 4, make: () => this.client() },
    fresh: { uses: 1, make: async () => ({ name: randomUUID() }) },
    rotated: { uses: 2, make: () => this.client({ rotated: true }) },
    user: { uses: 5, make: () => this.user() },
    delivery: { uses: 20, make: () => this.delivery() },
    key: { uses: 2, make: () => this.key() },
    code: { uses: 2, make: async () => ({ ...(await this.party.code(this.browser, {}, this.person)) }) },
    tokens: { uses: 5, make: () => this.tokens() },
    device: { uses: 3, make: async () => this.device() },
    pushed: { uses: 2, make: () => this.pushed() },
    registered: { uses: 3, make: async () => ({ ...(await registering(this.portico).registered()) }) },
    refusal: { uses: 1000, make: () => this.refusal() },
    cursors: { uses: 50, make: () => this.cursors() },
    person: { uses: 50, make: () => this.somebody() },
    visit: { uses: 10, make: () => this.visit() },
    account: { uses: 10, make: () => this.account() },
    browser: { uses: 20, make: () => this.signedInBrowser() },
  };

  /** Not that of `portico.admin`, which is remembered for longer than it lives. */
  private async administratorToken(): Promise<string> {
    const { client_id, client_secret } = MANAGEMENT;
    const response = await fetch(`${this.portico.url}/oauth2/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${client_id}:${client_secret}`)}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'admin:read admin:write' }),
    });
    return ((await response.json()) as { access_token: string }).access_token;
  }

  private async call<T = Thing>(method: string, path: string, body?: object): Promise<T> {
    const authorization = `Bearer ${await this.administratorToken()}`;
    const answer = await this.portico.admin.fetch(path, {
      method,
      headers: { authorization, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  private async owner(): Promise<Thing> {
    const owner = await createPerson(this.portico);
    await this.portico.get(Accounts).patch(owner.account.id, owner.account.version, { admin_role: 'owner' });
    const console = await RelyingParty.register(this.portico, {
      scope: 'openid admin:read admin:write',
    });
    const { access_token = '' } = await console.tokens(
      new TestBrowser(this.portico.url),
      { scope: 'openid admin:read admin:write' },
      owner,
    );
    return { token: access_token };
  }

  private async partyValues(): Promise<Thing> {
    this.party = await registerParty(this.portico);
    const { client, client_secret, privateKey } = this.party;
    const claims = {
      client_id: client.client_id,
      response_type: 'code',
      redirect_uri: client.redirect_uris[0],
    };
    const request = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', kid: 'test' })
      .setIssuer(client.client_id)
      .setAudience(this.portico.url)
      .setExpirationTime('5m')
      .sign(privateKey);
    return {
      client_id: client.client_id,
      client_secret,
      client_assertion: await this.party.clientAssertion(),
      redirect_uri: String(client.redirect_uris[0]),
      basic: this.party.basic().slice('Basic '.length),
      request,
      issuer: this.portico.url,
    };
  }

  private async client({ rotated = false } = {}): Promise<Thing> {
    const { client_id } = await this.call('POST', '/clients', {
      client_name: 'To be changed',
      redirect_uris: ['https://a.example/'],
    });
    const path = `/clients/${client_id}`;
    if (rotated) await this.call('POST', `${path}/secrets`);
    const { version, secrets } = await this.call<{ version: number; secrets: { id: string }[] }>('GET', path);
    return { client_id: String(client_id), etag: `"${version}"`, secret_id: String(secrets[0]?.id) };
  }

  private async user(): Promise<Thing> {
    const account = await this.portico.get(Accounts).create({ email: `${randomUUID()}@example.com` });
    const started = { account_id: account.id, amr: ['pwd'], ip: null, user_agent: null };
    const { session } = await this.portico.get(Sessions).start(started);
    const { client_id } = this.party.client;
    await this.portico.get(Consents).give(account.id, client_id, { scope: ['openid'], claims: [] });
    return { id: account.id, etag: `"${account.version}"`, sid: session.sid, client_id };
  }

  /** A notice of sign-out that reaches nobody. */
  private async delivery(): Promise<Thing> {
    const party = await RelyingParty.register(this.portico, {
      backchannel_logout_uri: 'https://client.example/signed-out',
    });
    const person = await createPerson(this.portico);
    await party.tokens(new TestBrowser(this.portico.url), {}, person);
    await this.portico.get(Sessions).endAllOf(person.account.id);
    const { client_id } = party.client;
    const { items } = await this.call<{ items: { id: string }[] }>(
      'GET',
      `/clients/${client_id}/logout-deliveries`,
    );
    return { client_id, id: String(items[0]?.id) };
  }

  /** Not of the algorithm that the tokens of the fuzzing itself are signed by. */
  private async key(): Promise<Thing> {
    const { kid } = await this.call('POST', '/keys/ES256/rotate');
    return { kid: String(kid) };
  }

  private async tokens(): Promise<Thing> {
    return this.party.tokens(this.browser, { scope: 'openid profile offline_access' }, this.person);
  }

  private async device(): Promise<Thing> {
    const { device_code, user_code } = await codesOf(this.party);
    return { device_code, user_code };
  }

  private async pushed(): Promise<Thing> {
    const { body } = await this.party.post('/oauth2/par', {
      response_type: 'code',
      redirect_uri: this.party.client.redirect_uris[0],
      scope: 'openid',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
    });
    return { request_uri: String(body.request_uri) };
  }

  private async refusal(): Promise<Thing> {
    const { body } = await this.party.token({ grant_type: 'x' });
    return { reference: String(body.error_uri).replace(/^.*:/, '') };
  }

  private async cursors(): Promise<Thing> {
    const next = async (list: string) => String((await this.call('GET', `/${list}?limit=1`)).next_cursor);
    await this.client();
    return { clients: await next('clients'), users: await next('users'), events: await next('events') };
  }

  private async somebody(): Promise<Thing> {
    const { email, password } = await createPerson(this.portico);
    return { email, password };
  }

  /** What the form on the sign-in page carries. */
  private async visit(): Promise<Thing> {
    const browser = new TestBrowser(this.portico.url);
    const page = await visit(this.portico, browser, this.party, PKCE);
    return formWith(page.text, 'sign-in-submit').fields;
  }

  /** What the forms on a person's own page carry, and the cookie that they are for. */
  private async account(): Promise<Thing> {
    const browser = new TestBrowser(this.portico.url);
    await this.party.authorize(browser, PKCE, this.person);
    const page = await browser.open(`${this.portico.url}/account`);
    return { ...formWith(page.text, 'account-sign-out').fields, cookie: cookieOf(browser) };
  }

  private async signedInBrowser(): Promise<Thing> {
    const browser = new TestBrowser(this.portico.url);
    await this.party.authorize(browser, PKCE, this.person);
    return { cookie: cookieOf(browser) };
  }
}

const cookieOf = ({ cookies }: TestBrowser) =>
  [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');

const PKCE = {
  code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  code_challenge_method: 'S256',
};

function registerParty(portico: TestPortico): Promise<RelyingParty> {
  return RelyingParty.register(portico, {
    grant_types: ['authorization_code', 'refresh_token', 'client_credentials', DEVICE_GRANT],
    scope: 'openid profile email offline_access',
  });
}
