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
import { parseSource } from './source-file.js';
import { emptyNames, enums, environmentReaders, forwardReferences } from './source-rules.js';

const LAYERS: Layers = [{ protocol: [] }, { config: [], storage: ['config'] }, { accounts: [] }];

const file = (path: string, text: string) => [parseSource(path, text)];

describe('Which lib may import which', () => {
  it.each([
    ['a lower layer', 'libs/accounts/src/a.ts', "import { x } from '#libs/protocol'", true],
    ['a layer below the next', 'libs/accounts/src/a.ts', "import { x } from '#libs/config'", true],
    ['a neighbour that is named', 'libs/storage/src/a.ts', "import { x } from '#libs/config'", true],
    ['a neighbour that is not named', 'libs/config/src/a.ts', "import { x } from '#libs/storage'", false],
    ['such a neighbour, in a test', 'libs/config/src/a.spec.ts', "import { x } from '#libs/storage'", true],
    ['such a neighbour, for tests', 'libs/config/test/a.ts', "import { x } from '#libs/storage'", true],
    ['a higher layer', 'libs/protocol/src/a.ts', "import { x } from '#libs/config'", false],
    ['a higher layer, in a test', 'libs/protocol/src/a.spec.ts', "import { x } from '#libs/config'", false],
    ['itself', 'libs/accounts/src/a.ts', "import { x } from '#libs/accounts'", false],
    ['a lib that is not in the table', 'libs/accounts/src/a.ts', "import { x } from '#libs/other'", false],
    [
      'a name of the object prototype',
      'libs/accounts/src/a.ts',
      "import { x } from '#libs/constructor'",
      false,
    ],
    ['types only, from above', 'libs/protocol/src/a.ts', "import type { X } from '#libs/config'", false],
    ['an export from above', 'libs/protocol/src/a.ts', "export * from '#libs/config'", false],
    ['a dynamic import from above', 'libs/protocol/src/a.ts', "await import('#libs/config')", false],
    ['a type of an import from above', 'libs/protocol/src/a.ts', "type X = import('#libs/config').X", false],
    ['a side effect from above', 'libs/protocol/src/a.ts', "import '#libs/config'", false],
    ['an import in a comment', 'libs/protocol/src/a.ts', "// import '#libs/config'", true],
    ['any lib, by the server', 'apps/server/src/a.ts', "import { x } from '#libs/accounts'", true],
    ['any lib, by the demo', 'apps/demo/src/a.ts', "import { x } from '#libs/protocol'", false],
    ['any lib, by the console', 'apps/console/src/a.tsx', "import { x } from '#libs/protocol'", false],
    ['any lib, by the tests', 'test/a.spec.ts', "import { x } from '#libs/accounts'", true],
  ])('%s', (_, path, text, allowed) => {
    expect(forbiddenImports(file(path, text), LAYERS).length === 0).toBe(allowed);
  });

  it.each([
    ['a lib of another layer', [{ a: [] }, { b: ['a'] }], ['b names a']],
    ['a lib that has no line', [{ a: ['b'] }], ['a names b']],
    ['a neighbour', [{ a: [], b: ['a'] }], []],
  ])('the table names beside a lib %s', (_, layers, misplaced) => {
    expect(misplacedSiblings(layers as Layers)).toEqual(misplaced);
  });

  it('a lib or an app without a line is noticed', () => {
    const paths = [
      'libs/accounts/src/a.ts',
      'libs/new/src/a.ts',
      'apps/server/a',
      'apps/new/a',
      'test/a',
      'a.ts',
    ];
    expect(unknownOwners(paths, LAYERS, ['server'])).toEqual(['libs/new', 'apps/new']);
  });
});

describe('Libs are imported through their index.ts', () => {
  it.each([
    ['a file of the same lib', 'libs/accounts/src/a.ts', './b.js', true],
    ['a file of the same lib, further away', 'libs/accounts/src/a/b.ts', '../../src/c.js', true],
    ['a package', 'libs/accounts/src/a.ts', 'jose', true],
    ['a file of another lib', 'libs/accounts/src/a.ts', '../../keys/src/b.js', false],
    ['a file of another lib, in a test', 'libs/accounts/src/a.spec.ts', '../../keys/src/b.js', false],
    ['a path below a lib', 'libs/accounts/src/a.ts', '#libs/keys/b.js', false],
    ['an app', 'libs/accounts/src/a.ts', '../../../apps/server/src/b.js', false],
    ['a lib with a longer name', 'libs/accounts/src/a.ts', '../../accounts-more/src/b.js', false],
    ['what tests share', 'libs/accounts/src/a.ts', '../../../test/support/b.js', false],
    ['what tests share, in a test', 'libs/accounts/src/a.spec.ts', '../../../test/support/b.js', true],
    ['a test', 'libs/accounts/src/a.ts', './b.spec.js', false],
    ["a lib's own test support", 'libs/accounts/src/a.ts', '../test/b.js', false],
    ["a lib's own test support, in a test", 'libs/accounts/src/a.spec.ts', '../test/b.js', true],
    ['another app', 'apps/server/src/a.ts', '../../demo/src/b.js', false],
    ['the server, in an end-to-end test', 'test/support/a.ts', '../../apps/server/src/b.js', true],
    ['a file of a lib, in an end-to-end test', 'test/support/a.ts', '../../libs/keys/src/b.js', false],
  ])('%s', (_, path, specifier, allowed) => {
    expect(deepImports(file(path, `import { x } from '${specifier}'`)).length === 0).toBe(allowed);
  });
});

describe('Cycles', () => {
  const cycle = (...texts: string[]) =>
    importCycles(texts.map((text, i) => parseSource(`libs/accounts/src/${'abc'[i]}.ts`, text)));

  it.each([
    ['none', ["import { b } from './b.js'", "import { c } from './c.js'", ''], false],
    ['two ways to one file', ["import './b.js'; import './c.js'", "import './c.js'", ''], false],
    ['two files', ["import { b } from './b.js'", "import { a } from './a.js'"], true],
    ['three files', ["import './b.js'", "export * from './c.js'", "await import('./a.js')"], true],
    ['itself', ["import { a } from './a.js'"], true],
    ['types only', ["import { b } from './b.js'", "import type { A } from './a.js'"], false],
    [
      'types only, one by one',
      ["import { b } from './b.js'", "import { type A, type B } from './a.js'"],
      false,
    ],
    ['a value among types', ["import { b } from './b.js'", "import { type A, a } from './a.js'"], true],
  ])('%s', (_, texts, found) => {
    expect(cycle(...texts).length > 0).toBe(found);
  });

  it('are found across libs, and shown', () => {
    const files = [
      parseSource('libs/a/src/index.ts', "export * from './a.js'"),
      parseSource('libs/a/src/a.ts', "import { b } from '#libs/b'"),
      parseSource('libs/b/src/index.ts', "import { a } from '#libs/a'"),
    ];
    expect(importCycles(files)).toEqual([
      'libs/a/src/index.ts -> libs/a/src/a.ts -> libs/b/src/index.ts -> libs/a/src/index.ts',
    ]);
  });
});

describe('TypeORM', () => {
  it.each([
    ['an entity', 'libs/accounts/src/account.entity.ts', true],
    ['a repository', 'libs/accounts/src/account.repository.ts', true],
    ['the storage lib', 'libs/storage/src/database.ts', true],
    ['the command line', 'ormconfig.ts', true],
    ['a test', 'libs/accounts/src/accounts.spec.ts', true],
    ['what tests share', 'test/support/database.ts', true],
    ['a service', 'libs/accounts/src/accounts.ts', false],
    ['a module', 'libs/accounts/src/accounts.module.ts', false],
    ['the server', 'apps/server/src/app.module.ts', false],
    ['a name that only holds the word', 'libs/accounts/src/repository.ts', false],
  ])('%s', (_, path, allowed) => {
    expect(misplacedTypeOrm(file(path, "import { In } from 'typeorm'")).length === 0).toBe(allowed);
    expect(misplacedTypeOrm(file(path, "import type { X } from 'typeorm/x.js'")).length === 0).toBe(allowed);
  });

  it('alone is imported by migrations', () => {
    const path = 'libs/storage/src/migrations/1764000000000-first.ts';
    expect(entangledMigrations(file(path, "import { Table } from 'typeorm'"))).toEqual([]);
    expect(entangledMigrations(file(path, "import { x } from '../x.js'"))).toEqual([
      `${path} imports ../x.js`,
    ]);
    expect(entangledMigrations(file('libs/storage/src/migrations/index.ts', "import './x.js'"))).toEqual([]);
  });
});

describe('Words that have no place', () => {
  it.each([
    'process.env.X',
    "process['env'].X",
    'globalThis.process.env',
    'const { env } = process',
    'const { env: e } = process',
    "import { env } from 'node:process'",
    "import { env as e } from 'process'",
  ])('the environment: %s', (text) => {
    expect(environmentReaders(file('libs/accounts/src/a.ts', text))).toEqual(['libs/accounts/src/a.ts']);
    expect(environmentReaders(file('apps/server/src/a.ts', text))).toEqual(['apps/server/src/a.ts']);
    for (const path of ['libs/config/src/a.ts', 'apps/demo/src/a.ts', 'test/a.ts', 'vitest.config.ts']) {
      expect(environmentReaders(file(path, text))).toEqual([]);
    }
  });

  it.each(['process.exit()', '// process.env', "'process.env'", 'other.env', 'process.environment'])(
    'not the environment: %s',
    (text) => {
      expect(environmentReaders(file('libs/accounts/src/a.ts', text))).toEqual([]);
    },
  );

  it('forwardRef', () => {
    expect(forwardReferences(file('a.ts', '@Inject(forwardRef(() => A)) class B {}'))).toEqual(['a.ts']);
    expect(forwardReferences(file('a.ts', '// forwardRef'))).toEqual([]);
  });

  it('enum', () => {
    expect(enums(file('a.ts', 'enum A { B }'))).toEqual(['a.ts']);
    expect(enums(file('a.ts', 'export const enum A { B }'))).toEqual(['a.ts']);
    expect(enums(file('a.ts', "const x = { enum: ['a'] } // enum A {}"))).toEqual([]);
  });

  it.each([
    ['libs/common/src/a.ts', false],
    ['libs/accounts/src/utils/a.ts', false],
    ['libs/accounts/src/util.ts', false],
    ['libs/accounts/src/helpers.ts', false],
    ['apps/server/src/Shared/a.ts', false],
    ['libs/core/src/a.ts', false],
    ['libs/accounts/src/common-passwords.ts', true],
    ['libs/accounts/src/common.json', true],
    ['libs/accounts/src/core-claims/a.ts', true],
  ])('the name %s', (path, fine) => {
    expect(emptyNames([path]).length === 0).toBe(fine);
  });
});
