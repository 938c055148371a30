import type { TestPortico } from '../support/portico.js';
import { MADE } from './known-values.js';
import { type Kind, type Thing, ThingMaker } from './thing-maker.js';

/** Uses of a thing that outlives many requests. */
const LASTING = 100;

/** Real clients, people, codes, tokens and sessions, by what stands for them in generated requests. */
export class Things {
  private readonly inUse = new Map<string, { readonly thing: Thing; left: number }>();

  private constructor(
    private readonly kinds: Readonly<Record<string, Kind>>,
    private readonly make: (collection: string) => Promise<Thing>,
  ) {}

  /** @param make by a plain POST to the collection of that name: what was answered */
  static async of(portico: TestPortico, make: (collection: string) => Promise<Thing>): Promise<Things> {
    return new Things((await ThingMaker.of(portico)).kinds, make);
  }

  /** From now on every thing is a new one, but for those that requests can't use up. */
  renew(): void {
    for (const name of this.inUse.keys()) if (this.kindOf(name).uses < LASTING) this.inUse.delete(name);
  }

  /** The values of these placeholders. One request gets all parts of a thing from the same one. */
  async valuesOf(placeholders: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const values = new Map<string, string>();
    const kinds = new Set(placeholders.map((name) => name.split('.', 1)[0] ?? ''));
    // What others are made with comes first.
    for (const kind of [...kinds].toSorted((a, b) => this.kindOf(b).uses - this.kindOf(a).uses)) {
      const thing = await this.use(kind);
      for (const [part, value] of Object.entries(thing)) values.set(`${kind}.${part}`, value);
    }
    for (const name of placeholders.filter((one) => one.startsWith(MADE) && !values.has(one)))
      values.set(name, values.get(name.replace(/\..*/, '.id')) ?? '');
    const unknown = placeholders.filter((name) => !values.has(name));
    if (unknown.length > 0) throw new Error(`nothing stands behind ${unknown}`);
    return values;
  }

  private async use(name: string): Promise<Thing> {
    const kind = this.kindOf(name);
    const known = this.inUse.get(name);
    if (known && known.left > 0) {
      known.left -= 1;
      return known.thing;
    }
    const thing = await kind.make();
    for (const other of kind.before ?? []) this.inUse.delete(other);
    this.inUse.set(name, { thing, left: kind.uses - 1 });
    return thing;
  }

  private kindOf(name: string): Kind {
    const known = this.kinds[name];
    if (known) return known;
    if (!name.startsWith(MADE)) throw new Error(`there is no kind of thing called ${name}`);
    return { uses: 3, make: () => this.make(name.slice(MADE.length)) };
  }
}
