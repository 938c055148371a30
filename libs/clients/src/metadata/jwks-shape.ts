/**
 * Whether a value has the shape of a JWK set with nothing else in it: keys whose members are texts, flags or lists of
 * texts (RFC 7517 §4 has no others). `checkKeys` looks at the keys themselves.
 */
export function isJwksShape(value: unknown): boolean {
  if (!isObject(value) || Object.keys(value).join() !== 'keys') return false;
  const { keys } = value;
  return Array.isArray(keys) && keys.every((key) => isObject(key) && Object.values(key).every(isJwkMember));
}

function isJwkMember(value: unknown): boolean {
  const isPlain = (one: unknown) => typeof one === 'string' || typeof one === 'boolean';
  return Array.isArray(value) ? value.every(isPlain) : isPlain(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
