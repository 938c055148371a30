import { isTest } from './import-rules.js';
import type { SourceFile } from './source-file.js';

/** The environment is read once, by libs/config. The demo is a program of its own; tools have their own settings. */
export function environmentReaders(files: readonly SourceFile[]): readonly string[] {
  return files
    .filter(({ path }) => !/^(?:libs\/config|apps\/demo)\/|^[^/]+\.config\.ts$/.test(path) && !isTest(path))
    .filter(({ readsEnvironment }) => readsEnvironment)
    .map(({ path }) => path);
}

/** `forwardRef` means that a line of the table of layers is being broken. */
export function forwardReferences(files: readonly SourceFile[]): readonly string[] {
  return files.filter(({ usesForwardRef }) => usesForwardRef).map(({ path }) => path);
}

/** A closed set is a union of strings, `as const`. */
export function enums(files: readonly SourceFile[]): readonly string[] {
  return files.filter(({ declaresEnum }) => declaresEnum).map(({ path }) => path);
}

/** Files and folders whose name says nothing: what is in them belongs to a rule, and the rule has a name. */
export function emptyNames(paths: readonly string[]): readonly string[] {
  return paths.filter((path) =>
    /(?:^|\/)(?:utils?|helpers?|common|shared|core|misc)(?:\/|\.[cm]?tsx?$)/i.test(path),
  );
}
