import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ApplicationSettings, registerAt } from '../interop/register-at.js';
import { hasEnded, untilListening } from '../interop/until-listening.js';
import { freePort, type TestPortico } from '../support/portico.js';

const PROGRAM = '/usr/sbin/apache2';
const MODULES = '/usr/lib/apache2/modules';
const DOCUMENTED = fileURLToPath(new URL('../interop/mod-auth-openidc/portico.conf', import.meta.url));
/** Whom Apache works as when root starts it: nobody. */
const NOBODY = 65_534;

/** Why Apache with mod_auth_openidc can't be tested here. */
export const missing = [PROGRAM, `${MODULES}/mod_auth_openidc.so`].filter((path) => !existsSync(path));

/** Apache with the configuration of the documentation, on a port and in a folder of its own. */
export class Apache {
  /** Its complaints about the configuration, before it has a log. */
  private complaints = '';

  private constructor(
    readonly origin: string,
    readonly client_id: string,
    private readonly folder: string,
    private readonly program: ChildProcess,
  ) {
    program.stderr?.on('data', (chunk) => {
      this.complaints += chunk;
    });
  }

  /** @param change what its administrator got wrong */
  static async start(
    portico: TestPortico,
    backend: string,
    change: Partial<ApplicationSettings> = {},
  ): Promise<Apache> {
    const port = await freePort();
    const origin = `http://localhost:${port}`;
    const settings = { ...(await registerAt(portico, 'mod-auth-openidc', origin)), ...change };
    const variables = {
      ISSUER: portico.url,
      CLIENT_ID: settings.client_id,
      CLIENT_SECRET: settings.client_secret,
      SESSION_SECRET: randomBytes(32).toString('hex'),
      ORIGIN: origin,
      BACKEND: backend,
    };
    const definitions = Object.entries(variables).map(([name, value]) => `Define ${name} "${value}"`);
    return Apache.serve(port, settings.client_id, [...definitions, readFileSync(DOCUMENTED, 'utf8')]);
  }

  /** @param configuration what an administrator wrote @param environment what it reads as `${NAME}` */
  static async serve(
    port: number,
    client_id: string,
    configuration: readonly string[],
    environment: Readonly<Record<string, string>> = {},
  ): Promise<Apache> {
    const folder = mkdtempSync(join(tmpdir(), 'portico-apache-'));
    const file = join(folder, 'apache.conf');
    writeFileSync(file, configurationOf(folder, port, configuration));
    chmodSync(folder, 0o777);
    const asNobody = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
    const program = spawn(PROGRAM, ['-f', file, '-DFOREGROUND'], {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'ignore', 'pipe'],
      ...asNobody,
    });
    const apache = new Apache(`http://localhost:${port}`, client_id, folder, program);
    await untilListening(program, port, () => apache.logged);
    return apache;
  }

  /** What it wrote where administrators look. */
  get logged(): string {
    const log = join(this.folder, 'error.log');
    return this.complaints + (existsSync(log) ? readFileSync(log, 'utf8') : '');
  }

  async stop(): Promise<void> {
    if (!hasEnded(this.program)) {
      this.program.kill();
      await once(this.program, 'exit');
    }
    rmSync(this.folder, { recursive: true });
  }
}

/** As little around what an administrator wrote as Apache can do with. */
function configurationOf(folder: string, port: number, configuration: readonly string[]): string {
  const modules = 'mpm_event authn_core authz_core authz_user headers proxy proxy_http auth_openidc';
  return [
    ...modules.split(' ').map((name) => `LoadModule ${name}_module ${MODULES}/mod_${name}.so`),
    `Listen 127.0.0.1:${port}`,
    'ServerName localhost',
    `ServerRoot "${folder}"`,
    `DefaultRuntimeDir "${folder}"`,
    `PidFile "${folder}/pid"`,
    `Mutex file:${folder} default`,
    `ErrorLog "${folder}/error.log"`,
    'LogLevel warn auth_openidc:info',
    `DocumentRoot "${folder}"`,
    ...configuration,
  ].join('\n');
}
