import type { Package } from './snippet.js';

type Install = (packages: readonly Package[]) => string;

/** By a command that takes names, apart by spaces. */
function by(command: string): Install {
  return (packages) => [command, ...packages.map(({ name }) => name)].join(' ');
}

export const npm: Install = by('npm install');
export const pip: Install = by('pip install');
export const apt: Install = by('apt-get install');
/** Of Go, packages are imported and modules have versions. */
export const goGet =
  (...imported: readonly string[]): Install =>
  () =>
    ['go get', ...imported].join(' ');
