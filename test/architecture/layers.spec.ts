import { describe, expect, it } from 'vitest';
import {
  deepImports,
  entangledMigrations,
  forbiddenImports,
  importCycles,
  misplacedTypeOrm,
  unknownOwners,
} from './import-rules.js';
import { type Layers, misplacedSiblings } from './layers.js';
import { emptyNames, enums, environmentReaders, forwardReferences } from './source-rules.js';
import { filesIn, readSources } from './source-tree.js';

/**
 * Which lib may import which: every lib of a lower layer, and of its own layer those named beside it. A new lib
 * gets a line here, in the lowest layer that will do.
 */
const LAYERS: Layers = [
  { protocol: [], clock: [] },
  { config: [], storage: ['config'], secrets: ['config'], outbound: ['config'], audit: ['storage'] },
  { accounts: [], keys: [] },
  { clients: [], 'sign-in': [], sessions: [], policies: ['clients'] },
  { tokens: [] },
  {
    authorization: [],
    device: ['authorization'],
    registration: ['authorization'],
    userinfo: [],
    logout: [],
    decisions: [],
  },
  { admin: [], discovery: [] },
];

/** Layer 7. The server may import every lib; the others are programs of their own, and import none. */
const APPS = ['server', 'console', 'demo'];

const paths = [
  ...['libs', 'apps', 'test'].flatMap((folder) => filesIn(folder)),
  ...filesIn('', { deep: false }),
];
const files = readSources(paths);

describe('Layers: imports go down only', () => {
  it('knows every lib and app: a new one asks for a line in the table of this file', () => {
    expect(unknownOwners(paths, LAYERS, APPS)).toEqual([]);
  });

  it('names beside a lib only libs of its own layer', () => {
    expect(misplacedSiblings(LAYERS)).toEqual([]);
  });

  it('sees the tree', () => {
    expect(files.length).toBeGreaterThan(100);
  });

  it.each([
    ['a lib imports only what the table allows', () => forbiddenImports(files, LAYERS)],
    ['a lib is imported through its index.ts only', () => deepImports(files)],
    ['no import leads back to where it began', () => importCycles(files)],
    ['TypeORM is known to entities, repositories and libs/storage only', () => misplacedTypeOrm(files)],
    ['a migration imports only TypeORM', () => entangledMigrations(files)],
    ['the environment is read by libs/config only', () => environmentReaders(files)],
    ['nothing uses forwardRef', () => forwardReferences(files)],
    ['nothing declares an enum', () => enums(files)],
    ['every file and folder has a name that says something', () => emptyNames(paths)],
  ])('%s', (_, complaints) => {
    expect(complaints()).toEqual([]);
  });
});
