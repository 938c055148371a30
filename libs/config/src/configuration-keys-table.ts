import type { ConfigurationKey } from './configuration-key.js';
import { CONFIGURATION_KEYS } from './configuration-keys.js';

const START = '<!-- keys: written by `npm run docs:configuration` -->';
const END = '<!-- /keys -->';

/** The page of docs/configuration.md with its table of keys made anew. Throws when its marks are missing. */
export function withKeysTable(page: string): string {
  const start = page.indexOf(START);
  const end = page.indexOf(END);
  if (start < 0 || end < start) throw new Error('the marks around the table of keys are missing');
  return `${page.slice(0, start)}${START}\n\n${table()}\n\n${page.slice(end)}`;
}

function table(): string {
  const head = '| Key | Default | Meaning | Takes effect |\n| --- | --- | --- | --- |';
  return [head, ...CONFIGURATION_KEYS.map(line)].join('\n');
}

function line({ key, default: shown, meaning, secret, restart }: ConfigurationKey): string {
  const name = secret ? `\`${key}\`<br>or \`${key}_FILE\`` : `\`${key}\``;
  const effect = restart === 'yes' ? 'at a restart' : 'at a start before the first administrator exists';
  return `| ${name} | ${shown} | ${meaning} | ${effect} |`;
}
