import type { Account, AccountChanges } from '#libs/accounts';

type JsonObject = Readonly<Record<string, unknown>>;

/** Members of a person that are objects, into which a merge patch reaches. */
const OBJECTS = ['address', 'custom_attributes'] as const;

/** Claims that are removed when nothing is left of them. */
const NOTHING_LEFT: Readonly<Record<(typeof OBJECTS)[number], null | JsonObject>> = {
  address: null,
  custom_attributes: {},
};

/**
 * Applies a JSON merge patch to what is there of the members that are objects; the others are replaced by whoever
 * writes. RFC 7396 §2
 * @returns not checked yet
 */
export function mergedChanges(current: Account, patch: JsonObject): JsonObject {
  const merged = OBJECTS.filter((name) => isObject(patch[name])).map((name) => {
    const value = merge(current[name] ?? {}, patch[name] as JsonObject);
    return [name, Object.keys(value).length === 0 ? NOTHING_LEFT[name] : value];
  });
  return { ...patch, ...Object.fromEntries(merged) };
}

/** Only names that are their own: a patch can't reach what all objects have. */
function merge(target: object, patch: JsonObject): JsonObject {
  const merged = new Map<string, unknown>(Object.entries(target));
  for (const [name, value] of Object.entries(patch)) {
    const before = merged.get(name);
    if (value === null) merged.delete(name);
    else merged.set(name, isObject(value) ? merge(isObject(before) ? before : {}, value) : value);
  }
  return Object.fromEntries(merged);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The names of the fields that a change sets, for the audit trail. */
export function changedFields(before: Account, after: Account): readonly (keyof AccountChanges)[] {
  const own: readonly string[] = ['id', 'sub', 'version', 'created_at', 'updated_at'];
  const fields = Object.keys(after).filter((field) => !own.includes(field)) as (keyof AccountChanges)[];
  return fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
}
