import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { WrittenSnippet } from '../interop/snippet.js';

const run = promisify(execFile);
const LONGEST = { timeout: 240_000 };

const PYTHON = ['python3', '/usr/bin/python3'].find(
  (python) => spawnSync(python, ['-c', 'import venv, ensurepip']).status === 0,
);

/** A Python of its own with the packages that snippets name, in the versions that they name. */
export class PythonWithPackages {
  private constructor(
    readonly command: string,
    private readonly folder: string,
  ) {}

  /** @returns undefined, and says why, where they can't be installed */
  static async install(packages: WrittenSnippet['packages']): Promise<PythonWithPackages | undefined> {
    if (PYTHON === undefined) {
      console.warn('The snippets for Python are not run: there is no python3 with venv.');
      return undefined;
    }
    const folder = mkdtempSync(join(tmpdir(), 'portico-python-'));
    const python = new PythonWithPackages(join(folder, 'bin', 'python'), folder);
    const wanted = packages.map(({ name, version }) => `${name}==${version}`);
    try {
      await run(PYTHON, ['-m', 'venv', folder], LONGEST);
      await run(python.command, ['-m', 'pip', 'install', '--quiet', ...wanted], LONGEST);
      return python;
    } catch (error) {
      console.warn(`The snippets for Python are not run: ${String(error)}`);
      python.remove();
      return undefined;
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** Whether there is Go, and the modules that snippets name; says why not. */
export async function hasGoWith(packages: WrittenSnippet['packages']): Promise<boolean> {
  const wanted = packages.map(({ name, version }) => `${name}@${version}`);
  try {
    await run('go', ['mod', 'download', ...wanted], { ...LONGEST, cwd: tmpdir() });
    return true;
  } catch (error) {
    console.warn(`The snippets for Go are not run: ${String(error)}`);
    return false;
  }
}

/** Makes a program of a snippet in Go. @returns its command, which needs no file after it */
export async function builtByGo({ folder, packages }: WrittenSnippet): Promise<readonly string[]> {
  const options = { ...LONGEST, cwd: folder };
  const required = packages.map(({ name, version }) => `-require=${name}@${version}`);
  await run('go', ['mod', 'init', 'application'], options);
  await run('go', ['mod', 'edit', ...required], options);
  await run('go', ['mod', 'tidy'], options);
  await run('go', ['build', '-o', 'application', '.'], options);
  return [join(folder, 'application')];
}
