/** Says what is wrong, and where: an RFC 6901 pointer into what was sent. */
export type Report = (pointer: string, problem: string) => void;

/** Reads one value; reports what is wrong with it, and then its result is not to be used. */
export type Read<T> = (value: unknown, at: string, report: Report) => T;

/** A member of an object; without `otherwise` it must be there. */
export interface Member<T> {
  readonly read: Read<T>;
  readonly otherwise?: T;
}

/** What stands where nothing could be read. The document is thrown away, for a problem was reported. */
const NOTHING = undefined as never;

/** A text of 1 to so many characters, of a form. */
export function text(longest: number, form?: { readonly is: RegExp; readonly rule: string }): Read<string> {
  const rule = form?.rule ?? `must be a text of 1 to ${longest} characters`;
  return (value, at, report) => {
    const fits = typeof value === 'string' && value.length > 0 && value.length <= longest;
    if (fits && (form?.is.test(value) ?? !hasControls(value))) return value;
    report(at, rule);
    return NOTHING;
  };
}

/** A text that a check finds nothing wrong with. */
export function checkedText(longest: number, check: (value: string) => string | undefined): Read<string> {
  const read = text(longest);
  return (value, at, report) => {
    const found = read(value, at, report);
    const problem = found === undefined ? undefined : check(found);
    if (problem !== undefined) report(at, problem);
    return found;
  };
}

export function choice<T extends string>(among: readonly T[]): Read<T> {
  return (value, at, report) => {
    const found = among.find((one) => one === value);
    if (found === undefined) report(at, `must be one of ${among.join(', ')}`);
    return found ?? NOTHING;
  };
}

export function whole(least: number, most: number): Read<number> {
  return (value, at, report) => {
    if (Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most) return Number(value);
    report(at, `must be a whole number from ${least} to ${most}`);
    return NOTHING;
  };
}

export function orNull<T>(read: Read<T>): Read<T | null> {
  return (value, at, report) => (value === null ? null : read(value, at, report));
}

interface Bounds<T> {
  readonly least?: number;
  readonly most: number;
  /** By what no two may be the same. */
  readonly distinct?: (item: T) => unknown;
}

/** A list; its items are looked at only when there aren't too many. */
export function list<T>(read: Read<T>, { least = 0, most, distinct }: Bounds<T>): Read<readonly T[]> {
  return (value, at, report) => {
    if (!Array.isArray(value) || value.length < least || value.length > most) {
      report(at, `must be a list of ${least} to ${most}`);
      return NOTHING;
    }
    const items = value.map((item, index) => read(item, `${at}/${index}`, report));
    const seen = new Set<unknown>();
    for (const [index, item] of items.entries()) {
      if (item === undefined || !distinct) continue;
      const key = distinct(item);
      if (seen.has(key)) report(`${at}/${index}`, 'is there already');
      seen.add(key);
    }
    return items;
  };
}

/** An object with these members and no others. */
export function object<T extends object>(members: { readonly [K in keyof T]: Member<T[K]> }): Read<T> {
  const known = Object.entries(members) as [string, Member<unknown>][];
  return (value, at, report) => {
    if (!isObject(value)) {
      report(at, 'must be an object');
      return NOTHING;
    }
    for (const name of Object.keys(value)) {
      if (!Object.hasOwn(members, name)) reportUnknown(name, at, report);
    }
    const read = known.map(([name, member]) => {
      if (Object.hasOwn(value, name)) return [name, member.read(value[name], `${at}/${name}`, report)];
      if (!('otherwise' in member)) report(`${at}/${name}`, 'is missing');
      return [name, member.otherwise];
    });
    return Object.fromEntries(read) as T;
  };
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A name is repeated only if it looks like one. */
function reportUnknown(name: string, at: string, report: Report): void {
  if (/^\w{1,64}$/.test(name)) report(`${at}/${name}`, 'is not known here; leave it out');
  else report(at, 'holds a member that is not known here');
}

function hasControls(value: string): boolean {
  return /\p{Cc}/u.test(value);
}
