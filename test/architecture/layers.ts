/** The names of libs, from the lowest layer up; beside each the libs of its own layer that it may import. */
export type Layers = readonly Readonly<Record<string, readonly string[]>>[];

/** A lib may import every lib of a lower layer, and of its own layer those that its line names. */
export function mayImport(layers: Layers, importer: string, imported: string): boolean {
  const [from, to] = [layerOf(layers, importer), layerOf(layers, imported)];
  if (from === undefined || to === undefined) return false;
  return to < from || siblingsOf(layers, importer).includes(imported);
}

/** Tests also set up the neighbours of what they test. */
export function testMayImport(layers: Layers, importer: string, imported: string): boolean {
  const [from, to] = [layerOf(layers, importer), layerOf(layers, imported)];
  return from !== undefined && to !== undefined && to <= from;
}

/** @returns undefined for a lib that the table doesn't know */
export function layerOf(layers: Layers, lib: string): number | undefined {
  const layer = layers.findIndex((libs) => Object.hasOwn(libs, lib));
  return layer < 0 ? undefined : layer;
}

function siblingsOf(layers: Layers, lib: string): readonly string[] {
  return layers.find((libs) => Object.hasOwn(libs, lib))?.[lib] ?? [];
}

/** Lines that name a lib of another layer, which the layers decide already, or one that isn't in the table. */
export function misplacedSiblings(layers: Layers): readonly string[] {
  return layers.flatMap((libs) =>
    Object.entries(libs).flatMap(([lib, siblings]) =>
      siblings.filter((one) => !Object.hasOwn(libs, one)).map((one) => `${lib} names ${one}`),
    ),
  );
}
