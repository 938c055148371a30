import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { HttpBrowser, VisitedPage } from '../demo/http-browser.js';
import { freePort, type TestPortico } from '../support/portico.js';
import type { Credentials } from '../support/relying-party.js';

/** Where the applications of the documentation are; the tests put them elsewhere. */
const DOCUMENTED_ORIGIN = 'http://localhost:8000';

/** Debian's, for which it packages libraries. */
export const PYTHON = '/usr/bin/python3';

/** What an application is started with, as its administrator would write it. */
export interface ApplicationSettings {
  readonly client_id: string;
  readonly client_secret: string;
}

/** Registers the client that `folder/registration.json` describes, at this origin, as the documentation says: by the admin API. */
export async function registerAt(
  portico: TestPortico,
  folder: string,
  origin: string,
): Promise<ApplicationSettings> {
  const documented = readFileSync(
    fileURLToPath(new URL(`${folder}/registration.json`, import.meta.url)),
    'utf8',
  );
  const registration = JSON.parse(documented.replaceAll(DOCUMENTED_ORIGIN, origin));
  const { client_id, client_secret } = await portico.admin.call<Partial<ApplicationSettings>>(
    'POST',
    '/clients',
    registration,
  );
  return { client_id: String(client_id), client_secret: client_secret ?? '' };
}

/** The program of a folder, in a process of its own, as its documentation has it started. */
export class WebApplication {
  /** What it wrote where administrators look. */
  logged = '';

  private constructor(
    readonly origin: string,
    readonly client_id: string,
    private readonly program: ChildProcess,
  ) {}

  /** @param change what its administrator got wrong */
  static async start(
    portico: TestPortico,
    folder: string,
    change: Partial<ApplicationSettings> = {},
  ): Promise<WebApplication> {
    const port = await freePort();
    const origin = `http://localhost:${port}`;
    const { client_id, client_secret } = { ...(await registerAt(portico, folder, origin)), ...change };
    const { command, file } = programOf(folder);
    const program = spawn(command, [file], {
      env: {
        ISSUER: portico.url,
        CLIENT_ID: client_id,
        CLIENT_SECRET: client_secret,
        SESSION_SECRET: randomBytes(32).toString('hex'),
        PORT: String(port),
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const application = new WebApplication(origin, client_id, program);
    await application.listening(port);
    return application;
  }

  /** Opens its page for people who are signed in: to Portico, if nobody is. */
  async open(browser: HttpBrowser): Promise<VisitedPage> {
    const page = await browser.open(`${this.origin}/profile`);
    if (!page.body.includes('Sign in with Portico')) return page;
    // Auth.js asks first, with a button that has no id.
    browser.page = { ...page, body: page.body.replace('<button', '<button id="portico"') };
    return browser.press('portico');
  }

  /** The whole way: password, consent, back. */
  async signIn(browser: HttpBrowser, { email, password }: Credentials, answer = 'consent-allow') {
    let page = await this.open(browser);
    if (page.body.includes('id="sign-in-submit"')) {
      page = await browser.press('sign-in-submit', { username: email, password });
    }
    return page.body.includes(`id="${answer}"`) ? browser.press(answer) : page;
  }

  async stop(): Promise<void> {
    if (this.program.exitCode !== null) return;
    this.program.kill();
    await once(this.program, 'exit');
  }

  private async listening(port: number): Promise<void> {
    this.program.stderr?.on('data', (chunk) => {
      this.logged += chunk;
    });
    for (let tries = 0; tries < 400; tries += 1) {
      if (this.program.exitCode !== null) throw new Error(`the application ended:\n${this.logged}`);
      if (await answers(port)) return;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`the application doesn't listen:\n${this.logged}`);
  }
}

function programOf(folder: string): { readonly command: string; readonly file: string } {
  const [found] = [
    { command: process.execPath, file: `${folder}/application.mjs` },
    { command: PYTHON, file: `${folder}/application.py` },
  ].filter(({ file }) => existsSync(new URL(file, import.meta.url)));
  if (!found) throw new Error(`${folder} has no program`);
  return { ...found, file: fileURLToPath(new URL(found.file, import.meta.url)) };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, 'localhost');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
