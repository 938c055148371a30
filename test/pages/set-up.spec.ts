import 'reflect-metadata';
import { lstatSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Accounts } from '#libs/accounts';
import { AuditTrail } from '#libs/audit';
import { DatabaseSettings, DataDirectory, Issuer } from '#libs/config';
import { announce } from '../../apps/server/src/announce.js';
import { FirstAdministrator } from '../../apps/server/src/set-up/first-administrator.js';
import { SetUpLink } from '../../apps/server/src/set-up/set-up-link.js';
import { AlreadySetUp } from '../../apps/server/src/set-up/set-up-state.js';
import { formWith, TestBrowser } from '../support/browser.js';
import { expectErrorPage, textOf } from '../support/error-page.js';
import { moveClock } from '../support/moved-clock.js';
import { ADMIN, freePort, startPortico, type TestPortico } from '../support/portico.js';
import { type Form, formOf } from '../support/relying-party.js';

const OWNER = { email: 'first@example.com', name: 'Ada', password: 'an uncommon pass phrase' };

let portico: TestPortico;
let browser: TestBrowser;
let link: string;
let file: string;

beforeAll(async () => {
  portico = await startPortico({ PORTICO_ADMIN_EMAIL: '', PORTICO_ADMIN_PASSWORD: '' });
  file = portico.get(DataDirectory).file('set-up-link.txt');
});
afterAll(() => portico.close());
beforeEach(async () => {
  browser = new TestBrowser(portico.url);
  link = await portico.get(SetUpLink).issue();
});
afterEach(() => vi.restoreAllMocks());

const owners = () => portico.get(Accounts).countOwners();
const fill = async (fields: Record<string, string>) =>
  browser.submit(await browser.open(link), 'set-up-submit', { ...OWNER, ...fields });
/** As the form would be sent. */
const post = (form: Form, headers: Record<string, string> = {}, by = browser) =>
  by.request(`${portico.url}/set-up`, { method: 'POST', body: formOf(form), headers });
const token = () => new URL(link).searchParams.get('token') ?? '';

/** Starts as `npm start` does, and gives what was printed. */
async function announced(isTTY: boolean, of = portico): Promise<string> {
  const written: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  const terminal = Object.getOwnPropertyDescriptor(process.stdout, 'isTTY');
  Object.defineProperty(process.stdout, 'isTTY', { value: isTTY, configurable: true });
  try {
    await announce(of.app, { issuer: of.get(Issuer) } as Parameters<typeof announce>[1]);
  } finally {
    Object.defineProperty(process.stdout, 'isTTY', terminal ?? { value: undefined, configurable: true });
    vi.restoreAllMocks();
  }
  return written.join('');
}

describe('The set-up link', () => {
  it('is written down where there is no data directory yet, as with MySQL at first', async () => {
    rmSync(dirname(file), { recursive: true });
    expect(await announced(false)).toContain(file);
    expect(readFileSync(file, 'utf8')).toContain('/set-up?token=');
    expect(lstatSync(dirname(file)).mode & 0o777).toBe(0o700);
  });

  it('is printed to a terminal', async () => {
    const text = await announced(true);
    const [, printed] = /(http\S+\/set-up\?token=\S+)/.exec(text) ?? [];
    expect((await browser.open(printed ?? '')).status).toBe(200);
    expect(text).toContain(portico.url);
  });

  it('goes to a file that only its owner reads where there is no terminal, and not to the log', async () => {
    const text = await announced(false);
    expect(text).not.toContain('token=');
    expect(text).toContain(file);
    expect(lstatSync(file).mode & 0o777).toBe(0o600);
    expect((await browser.open(readFileSync(file, 'utf8').trim())).status).toBe(200);
  });

  it('is not written through a file or a link that somebody else put there', async () => {
    const elsewhere = `${file}.elsewhere`;
    writeFileSync(elsewhere, 'untouched', { mode: 0o644 });
    rmSync(file, { force: true });
    symlinkSync(elsewhere, file);
    await announced(false);
    expect(readFileSync(elsewhere, 'utf8')).toBe('untouched');
    expect(lstatSync(file).isSymbolicLink()).toBe(false);
    expect(lstatSync(file).mode & 0o777).toBe(0o600);
  });

  it('is dead when a newer one was made', async () => {
    const newer = await portico.get(SetUpLink).issue();
    expect(newer).not.toBe(link);
    expect((await browser.open(link)).status).toBe(410);
    expect((await browser.open(newer)).status).toBe(200);
  });

  it('is the one of the deployment for an hour, whichever server shows it; a later start makes another', async () => {
    const sibling = await startPortico({
      PORTICO_PORT: String(await freePort()),
      PORTICO_ISSUER: portico.url,
      PORTICO_DATABASE_URL: portico.get(DatabaseSettings).url,
      PORTICO_ADMIN_EMAIL: '',
      PORTICO_ADMIN_PASSWORD: '',
    });
    try {
      expect(await sibling.get(SetUpLink).show()).toBe(link);
      moveClock(portico, 3600);
      const newer = await portico.get(SetUpLink).show();
      expect(newer).not.toBe(link);
      expect((await browser.open(link)).status).toBe(410);
      expect((await browser.open(newer)).status).toBe(200);
    } finally {
      await sibling.close();
    }
  });

  it('is one when ten processes that start together show it', async () => {
    await portico.get(SetUpLink).withdraw();
    const shown = await Promise.all(Array.from({ length: 10 }, () => portico.get(SetUpLink).show()));
    expect(new Set(shown).size).toBe(1);
    expect((await browser.open(String(shown[0]))).status).toBe(200);
  });

  it('is dead after 24 hours, also for a page that was opened before', async () => {
    const page = await browser.open(link);
    moveClock(portico, 24 * 3600);
    expect((await browser.open(link)).status).toBe(410);
    expect((await browser.submit(page, 'set-up-submit', OWNER)).status).toBe(410);
    expect(await owners()).toBe(0);
  });

  it.each(['', '?token=', '?token=guess', `?token=${'a'.repeat(43)}`])(
    'is needed: a stranger at /set-up%s sees nothing to fill in',
    async (query) => {
      const page = await browser.open(`${portico.url}/set-up${query}`);
      expect(page.status).toBe(410);
      expect(page.text).not.toContain('<form');
      const answer = await post({ ...OWNER, token: new URLSearchParams(query).get('token') ?? undefined });
      expect((await browser.open(answer.location ?? '')).status).toBe(410);
      expect(await owners()).toBe(0);
    },
  );

  it('that is no good makes nobody an administrator, whatever got past the page', async () => {
    const made = portico
      .get(FirstAdministrator)
      .create(OWNER, (tx) => portico.get(SetUpLink).spend('guess', tx));
    await expect(made).rejects.toThrow(AlreadySetUp);
    expect(await owners()).toBe(0);
  });

  it('is for this purpose only', async () => {
    const page = await browser.open(`${portico.url}/invitation?token=${token()}`);
    expect(page.status).toBe(410);
  });
});

describe('The set-up form', () => {
  it.each([
    [{ password: 'short' }, 'password', 'at least 8 characters'],
    [{ password: 'password1' }, 'password', 'among the ones tried first by attackers'],
    [{ password: 'first@example.com' }, 'password', 'little more than your name or email address'],
    [{ password: 'x'.repeat(1025) }, 'password', 'at most 1,024 characters'],
    [{ password: '' }, 'password', 'Please choose a password.'],
    [{ email: '' }, 'email', 'Please enter your email address.'],
    [{ email: 'nonsense' }, 'email', 'Please enter a complete email address'],
    [{ email: `${'x'.repeat(500)}@example.com` }, 'email', 'Please enter a complete email address'],
    [{ name: 'n'.repeat(2000) }, 'name', 'Please enter a shorter name.'],
  ])('%j: is shown again with what was typed, except the password', async (wrong, field, words) => {
    const page = await fill(wrong);
    expect(page.status).toBe(200);
    expect(textOf(page, `${field}-problem`) ?? page.text).toContain(words);
    const { fields } = formWith(page.text, 'set-up-submit');
    expect(fields.password).toBe('');
    expect(fields.email).toBe(('email' in wrong ? wrong.email : OWNER.email).slice(0, 320));
    expect(await owners()).toBe(0);
  });

  it('answers by 303, so that no browser keeps the password to send again', async () => {
    const answer = await post({ ...OWNER, password: 'short', token: token() });
    expect([answer.status, answer.location]).toEqual([303, link]);
  });

  it.each([
    { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    { origin: 'null', 'sec-fetch-site': 'cross-site' },
  ])('is taken from no other site: %j', async (headers) => {
    await expectErrorPage(portico, await post({ ...OWNER, token: token() }, headers));
    expect(await owners()).toBe(0);
  });
});

describe('The first administrator', () => {
  it('is one, however many submit the form at once; then the link is dead for ever', async () => {
    await announced(false);
    link = readFileSync(file, 'utf8').trim();
    const browsers = Array.from({ length: 5 }, () => new TestBrowser(portico.url));
    const answers = await Promise.all(
      browsers.map((each, n) => post({ ...OWNER, email: `owner${n}@example.com`, token: token() }, {}, each)),
    );
    const done = answers.filter(({ location }) => location === `${portico.url}/set-up/done`);
    expect(done).toHaveLength(1);
    expect(await owners()).toBe(1);

    const winner = browsers[answers.indexOf(done[0]!)]!;
    const page = await winner.open(`${portico.url}/set-up/done`);
    expect(page.text).toContain('Ada');
    expect(page.text).toContain('href="/admin"');
    expect(page.text).toContain(`${portico.url}/admin/v1/clients`);
    expect(page.headers.get('cache-control')).toBe('no-store');
    const loser = browsers[(answers.indexOf(done[0]!) + 1) % 5]!;
    expect(loser.cookies.has('portico_session')).toBe(false);
    expect((await loser.open(link)).status).toBe(410);
  });

  it('leaves no file behind, and an event', async () => {
    expect(() => lstatSync(file)).toThrow('ENOENT');
    const { events } = await portico.get(AuditTrail).list({ type: 'set_up.completed' });
    expect(events).toHaveLength(1);
    expect(JSON.stringify(events)).not.toContain(OWNER.password);
  });

  it('can sign in, with the role of an owner', async () => {
    const { events } = await portico.get(AuditTrail).list({ type: 'set_up.completed' });
    const account = await portico.get(Accounts).findById(String(events[0]?.subject).replace('account:', ''));
    expect(account).toMatchObject({ admin_role: 'owner', status: 'enabled', name: 'Ada' });
    const page = await browser.open(`${portico.url}/account`);
    const shown = await browser.signIn(page, { email: account?.email ?? '', password: OWNER.password });
    expect(shown.url).toBe(`${portico.url}/account`);
  });

  it('stays the only one: no link that is ever made opens the page again', async () => {
    const late = await portico.get(SetUpLink).issue();
    expect((await browser.open(late)).status).toBe(410);
    const answer = await post({ ...OWNER, token: new URL(late).searchParams.get('token') ?? '' });
    expect((await browser.open(answer.location ?? '')).status).toBe(410);
    expect(await owners()).toBe(1);
  });

  it('stays the only one even where no link is asked for', async () => {
    const made = portico.get(FirstAdministrator).create(OWNER, async () => undefined);
    await expect(made).rejects.toThrow(AlreadySetUp);
    expect(await owners()).toBe(1);
  });

  it('stays the only one when the configuration declares another, and nothing is announced', async () => {
    const again = await startPortico({
      PORTICO_PORT: String(await freePort()),
      PORTICO_DATABASE_URL: portico.get(DatabaseSettings).url,
    });
    try {
      expect(await owners()).toBe(1);
      expect(await portico.get(Accounts).findBySignInName(ADMIN.email)).toBeUndefined();
      const stale = again.get(DataDirectory).file('set-up-link.txt');
      writeFileSync(stale, link);
      expect(await announced(true, again)).not.toContain('set-up');
      expect(() => lstatSync(stale)).toThrow('ENOENT');
    } finally {
      await again.close();
    }
  });

  it('can be declared by the configuration instead; a link that was there is dead then', async () => {
    const fresh = await startPortico({ PORTICO_ADMIN_EMAIL: '', PORTICO_ADMIN_PASSWORD: '' });
    const old = await fresh.get(SetUpLink).issue();
    const declared = await startPortico({
      PORTICO_PORT: String(await freePort()),
      PORTICO_DATABASE_URL: fresh.get(DatabaseSettings).url,
    });
    try {
      const owner = await declared.get(Accounts).findBySignInName(ADMIN.email);
      expect(owner).toMatchObject({ admin_role: 'owner' });
      const atDeclared = new URL(old).pathname + new URL(old).search;
      expect((await fetch(declared.url + atDeclared)).status).toBe(410);
      expect((await fetch(old)).status).toBe(410);
    } finally {
      await declared.close();
      await fresh.close();
    }
  });
});
