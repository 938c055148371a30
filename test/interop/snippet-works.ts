import { afterAll, beforeAll, expect, it } from 'vitest';
import { HttpBrowser } from '../demo/http-browser.js';
import { createPerson } from '../support/person.js';
import { freePort, type TestPortico } from '../support/portico.js';
import { type WrittenSnippet, writeSnippet } from './snippet.js';
import { SnippetProgram } from './snippet-program.js';

/** How a snippet is run: a command, to which the snippet's file is added. It may have to be made ready first. */
type Command = (snippet: WrittenSnippet) => Promise<readonly string[]>;

export interface WebSnippetUnderTest {
  readonly id: string;
  /** Of the redirect URI, with its query. */
  readonly path: string;
  /** What else the client is registered with. */
  readonly metadata?: object;
  readonly portico: () => TestPortico;
  readonly command: Command;
  /** What a test fills in that the client's registration doesn't tell. */
  readonly env?: Readonly<Record<string, string>>;
}

/** What is asked of the snippet of every web application. */
export function webSnippetWorks({
  id,
  path,
  metadata = {},
  portico,
  command,
  env = {},
}: WebSnippetUnderTest): void {
  let origin: string;
  let program: SnippetProgram;
  beforeAll(async () => {
    const port = await freePort();
    origin = `http://localhost:${port}`;
    const snippet = await writeSnippet(portico(), id, {
      redirect_uris: [origin + path],
      grant_types: ['authorization_code', 'refresh_token'],
      ...metadata,
    });
    program = new SnippetProgram(snippet, await command(snippet), env);
    await program.listening(port);
  }, 300_000);
  afterAll(() => program?.stop());

  /** Opens the page that people have to be signed in for, and does what is asked of them. */
  const signIn = async (browser: HttpBrowser, answer = 'consent-allow') => {
    const { email, password, account } = await createPerson(portico(), { name: 'Ada Example' });
    let page = await browser.open(origin);
    if (page.url.origin === origin) {
      // Auth.js asks first, with a button that has no id.
      browser.page = { ...page, body: page.body.replace('<button', '<button id="portico"') };
      page = await browser.press('portico');
    }
    await browser.press('sign-in-submit', { username: email, password });
    page = await browser.press(answer);
    return { page, sub: account.sub, email };
  };

  it('signs the person in, and learns from userinfo who that is', async () => {
    const { page, sub, email } = await signIn(new HttpBrowser());
    expect(page.url.href, page.body + program.said).toBe(`${origin}/`);
    const shown = JSON.parse(page.body);
    expect(shown).toMatchObject({ name: 'Ada Example', email });
    // Auth.js tells pages no more than what people are called.
    if (id !== 'auth-js') expect(shown.sub).toBe(sub);
  });

  it('signs nobody in by an answer that isn’t to its own request', async () => {
    const browser = new HttpBrowser();
    browser.onRedirect = (url) => url.origin === origin && url.searchParams.has('iss') && forge(url);
    const { page } = await signIn(browser);
    expect(page.body).not.toContain('Ada Example');
    expect((await browser.open(origin)).body).not.toContain('Ada Example');
  });

  it('signs nobody in who refused', async () => {
    const { page } = await signIn(new HttpBrowser(), 'consent-deny');
    expect(page.url.origin).toBe(origin);
    expect(page.body).not.toContain('Ada Example');
  });
}

function forge(url: URL): void {
  url.searchParams.set('state', 'forged');
}

/** What is asked of the snippet of every client that acts for itself. */
export async function machineSnippetWorks(
  portico: TestPortico,
  id: string,
  command: Command,
  metadata: object = {},
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  const snippet = await writeSnippet(portico, id, {
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
    scope: 'openid reports:read reports:write',
    ...metadata,
  });
  const program = new SnippetProgram(snippet, await command(snippet), env);
  try {
    const printed = await program.ended();
    const token = printed.startsWith('{') ? JSON.parse(printed).access_token : printed;
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    expect(claims).toMatchObject({ client_id: snippet.client_id, scope: 'reports:read reports:write' });
  } finally {
    await program.stop();
  }
}
