import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { createConfig } from '@redocly/openapi-core';
import openapiTS, { astToString } from 'openapi-typescript';
import type { OpenApiDocument } from '../documented-responses.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const COMPILER = join(ROOT, 'node_modules/typescript7/bin/tsc');
const OPTIONS = {
  module: 'nodenext',
  target: 'es2023',
  lib: ['es2023', 'dom'],
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
};

/** The types of a typed client. @throws Error when the document breaks a rule of OpenAPI */
export async function typesOf(document: OpenApiDocument): Promise<string> {
  const redocly = await createConfig({
    extends: ['spec'],
    rules: {
      'operation-operationId': 'error',
      'operation-operationId-url-safe': 'error',
      'no-unused-components': 'error',
    },
  });
  return astToString(await openapiTS(structuredClone(document) as never, { redocly, silent: true }));
}

/**
 * Compiles `program.ts` beside the given types, as an integrator would, strictly, and loads it.
 * @throws Error with what the compiler says
 */
export async function compileProgram(
  types: string,
): Promise<{ module: Record<string, unknown>; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'portico-typed-client-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    await writeFile(join(folder, 'package.json'), '{"type":"module"}');
    await writeFile(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: OPTIONS, include: ['*.ts'] }),
    );
    await writeFile(join(folder, 'schema.d.ts'), types);
    await writeFile(join(folder, 'program.ts'), await checkedProgram());
    await compile(folder);
    return { module: await import(pathToFileURL(join(folder, 'program.js')).href), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** The program without its first line, which keeps it from being checked where its types are not. */
async function checkedProgram(): Promise<string> {
  const text = await readFile(new URL('program.ts', import.meta.url), 'utf8');
  if (!text.startsWith('// @ts-nocheck')) throw new Error('the program begins with @ts-nocheck');
  return text.slice(text.indexOf('\n'));
}

async function compile(folder: string): Promise<void> {
  try {
    await promisify(execFile)(process.execPath, [COMPILER, '-p', folder]);
  } catch (error) {
    throw new Error(`the typed client does not compile:\n${(error as { stdout: string }).stdout}`);
  }
}
