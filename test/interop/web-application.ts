import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { HttpBrowser, VisitedPage } from '../demo/http-browser.js';
import { freePort, type TestPortico } from '../support/portico.js';
import type { Credentials } from '../support/relying-party.js';
import { type ApplicationSettings, registerAt } from './register-at.js';
import { hasEnded, untilListening } from './until-listening.js';

/** Debian's, for which it packages libraries. */
export const PYTHON = '/usr/bin/python3';
export const RUBY = '/usr/bin/ruby';

/** The program of a folder, in a process of its own, as its documentation has it started. */
export class WebApplication {
  /** What it wrote where administrators look. */
  logged = '';

  private constructor(
    readonly origin: string,
    readonly client_id: string,
    private readonly program: ChildProcess,
  ) {
    program.stderr?.on('data', (chunk) => {
      this.logged += chunk;
    });
  }

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
    await untilListening(program, port, () => application.logged);
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
    if (hasEnded(this.program)) return;
    this.program.kill();
    await once(this.program, 'exit');
  }
}

function programOf(folder: string): { readonly command: string; readonly file: string } {
  const [found] = [
    { command: process.execPath, file: `${folder}/application.mjs` },
    { command: PYTHON, file: `${folder}/application.py` },
    { command: RUBY, file: `${folder}/application.rb` },
  ].filter(({ file }) => existsSync(new URL(file, import.meta.url)));
  if (!found) throw new Error(`${folder} has no program`);
  return { ...found, file: fileURLToPath(new URL(found.file, import.meta.url)) };
}
