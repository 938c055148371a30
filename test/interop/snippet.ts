import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestPortico } from '../support/portico.js';

const PACKAGES = fileURLToPath(new URL('node_modules', import.meta.url));

/** A snippet as the admin API answers it, in a folder of its own. */
export interface WrittenSnippet {
  readonly client_id: string;
  readonly folder: string;
  readonly file: string;
  readonly packages: readonly { readonly name: string; readonly version: string }[];
  /** What the snippet says is to be filled in, filled in. */
  readonly env: Readonly<Record<string, string>>;
  remove(): void;
}

interface Answered {
  readonly id: string;
  readonly file_name: string;
  readonly text: string;
  readonly packages: WrittenSnippet['packages'];
  readonly fill_in: readonly { readonly variable: string }[];
}

/** Registers a client, asks for the snippet, and writes its text, unchanged, where the packages of the tests are found. */
export async function writeSnippet(
  portico: TestPortico,
  id: string,
  metadata: object,
): Promise<WrittenSnippet> {
  const { client_id, client_secret = '' } = await portico.admin.call<Record<string, string>>(
    'POST',
    '/clients',
    metadata,
  );
  const { items } = await portico.admin.call<{ items: Answered[] }>(
    'GET',
    `/clients/${encodeURIComponent(String(client_id))}/snippets`,
  );
  const snippet = items.find((each) => each.id === id);
  if (!snippet) throw new Error(`there is no ${id}, only ${items.map((each) => each.id)}`);
  const folder = mkdtempSync(join(tmpdir(), `portico-${id}-`));
  const file = join(folder, snippet.file_name);
  writeFileSync(file, snippet.text);
  symlinkSync(PACKAGES, join(folder, 'node_modules'));
  const values = snippet.fill_in.map(({ variable }) => [
    variable,
    variable.endsWith('CLIENT_SECRET') ? client_secret : 'a-secret-of-the-application-only-0123456789',
  ]);
  return {
    client_id: String(client_id),
    folder,
    file,
    packages: snippet.packages,
    env: Object.fromEntries(values),
    remove: () => rmSync(folder, { recursive: true }),
  };
}
