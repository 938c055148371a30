import { posix } from 'node:path';
import { type Layers, layerOf, mayImport, testMayImport } from './layers.js';
import type { SourceFile } from './source-file.js';

/** `libs/tokens`, `apps/server`, `test`: what a file belongs to. */
export function ownerOf(path: string): string {
  return /^(?:libs|apps)\/[^/]+/.exec(path)?.[0] ?? path.split('/')[0] ?? '';
}

/** A test, or what only tests use. */
export function isTest(path: string): boolean {
  return /\.spec\.[cm]?tsx?$/.test(path) || /^(?:(?:libs|apps)\/[^/]+\/)?test\//.test(path);
}

/** Imports of a lib that the table of layers doesn't allow. Apps are above all layers; only the server has libs. */
export function forbiddenImports(files: readonly SourceFile[], layers: Layers): readonly string[] {
  return complaints(files, (file, specifier) => {
    const lib = /^#libs\/([^/]+)/.exec(specifier)?.[1];
    if (lib === undefined) return false;
    const [kind, importer = ''] = ownerOf(file.path).split('/');
    if (kind === 'apps') return importer !== 'server';
    if (kind !== 'libs') return false;
    return !(isTest(file.path) ? testMayImport : mayImport)(layers, importer, lib);
  });
}

/** Imports that go round a lib's index.ts, or out of an app. Tests may use what tests share. */
export function deepImports(files: readonly SourceFile[]): readonly string[] {
  return complaints(files, (file, specifier) => {
    if (/^#libs\/[^/]+\/./.test(specifier)) return true;
    if (!specifier.startsWith('.')) return false;
    const target = resolveRelative(file.path, specifier);
    const owner = ownerOf(target);
    if (owner === ownerOf(file.path)) return isTest(target) && !isTest(file.path);
    if (isTest(file.path) && owner === 'test') return false;
    return !(mayReachIntoApps(file.path) && owner?.startsWith('apps/'));
  });
}

/** Tests of a whole app, the TypeORM command line, and the program that registers the demo where it will run. */
function mayReachIntoApps(path: string): boolean {
  return path.startsWith('test/') || path === 'ormconfig.ts' || path.startsWith('apps/server/src/demo/');
}

/** TypeORM is known to entities, repositories and the storage lib; to the rest, a table is a class with methods. */
export function misplacedTypeOrm(files: readonly SourceFile[]): readonly string[] {
  const outside = files.filter(
    ({ path }) =>
      !isTest(path) &&
      !/\.(?:entity|repository)\.ts$/.test(path) &&
      !path.startsWith('libs/storage/') &&
      path !== 'ormconfig.ts',
  );
  return complaints(outside, (_, specifier) => /^(?:typeorm|@nestjs\/typeorm)(?:\/|$)/.test(specifier));
}

/** A migration is never touched again, so it depends on nothing that may change. */
export function entangledMigrations(files: readonly SourceFile[]): readonly string[] {
  const migrations = files.filter(({ path }) => /\/migrations\/\d+-[^/]+\.ts$/.test(path) && !isTest(path));
  return complaints(migrations, (_, specifier) => specifier !== 'typeorm');
}

/** Imports among files that lead back to where they began; types don't count, for they are gone at run time. */
export function importCycles(files: readonly SourceFile[]): readonly string[] {
  const targets = new Map(files.map((file) => [file.path, valueTargets(file)]));
  const cycles: string[] = [];
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) cycles.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
    if (trail.includes(path) || done.has(path)) return;
    for (const target of targets.get(path) ?? []) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const path of targets.keys()) visit(path, []);
  return cycles;
}

/** Folders among `paths` that no line of the table, or of the list of apps, mentions. */
export function unknownOwners(
  paths: readonly string[],
  layers: Layers,
  apps: readonly string[],
): readonly string[] {
  const owners = new Set(paths.map(ownerOf));
  return [...owners].filter((owner) => {
    const [kind, name = ''] = owner.split('/');
    if (kind === 'libs') return name !== '' && layerOf(layers, name) === undefined;
    return kind === 'apps' && name !== '' && !apps.includes(name);
  });
}

function valueTargets(file: SourceFile): readonly string[] {
  return file.imports.flatMap(({ specifier, typeOnly }) => {
    if (typeOnly) return [];
    const lib = /^#libs\/([^/]+)$/.exec(specifier)?.[1];
    if (lib !== undefined) return [`libs/${lib}/src/index.ts`];
    return specifier.startsWith('.') ? [resolveRelative(file.path, specifier)] : [];
  });
}

function resolveRelative(from: string, specifier: string): string {
  return posix.join(posix.dirname(from), specifier).replace(/\.js(x?)$/, '.ts$1');
}

function complaints(
  files: readonly SourceFile[],
  isForbidden: (file: SourceFile, specifier: string) => boolean,
): readonly string[] {
  return files.flatMap((file) =>
    file.imports
      .filter(({ specifier }) => isForbidden(file, specifier))
      .map(({ specifier }) => `${file.path} imports ${specifier}`),
  );
}
