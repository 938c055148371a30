// Writes the table of keys into docs/configuration.md, from the built code.
import { readFileSync, writeFileSync } from 'node:fs';
import { withKeysTable } from '../dist/libs/config/src/configuration-keys-table.js';

const page = new URL('../docs/configuration.md', import.meta.url);
writeFileSync(page, withKeysTable(readFileSync(page, 'utf8')));
