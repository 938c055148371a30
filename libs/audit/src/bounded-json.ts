const MAX_LENGTH = 8192;
const MAX_TEXT = 500;
const MAX_ENTRIES = 40;
const MAX_DEPTH = 4;

/** What must not be kept, should a caller pass a whole request along. Wire names, compared exactly. */
const SECRETS = new Set([
  'access_token',
  'assertion',
  'authorization',
  'client_assertion',
  'client_secret',
  'code',
  'code_verifier',
  'cookie',
  'id_token',
  'id_token_hint',
  'new_password',
  'password',
  'refresh_token',
  'registration_access_token',
  'secret',
  'token',
]);

/**
 * Facts as JSON of 8,192 characters at most, whatever a request put in them: long texts are cut, long lists and deep
 * objects end early, `truncated: true` says that members are missing, and values named like a secret are left out.
 */
export function boundedJson(facts: Readonly<Record<string, unknown>> | null | undefined): string | null {
  if (!facts) return null;
  const kept: Record<string, unknown> = {};
  let room = MAX_LENGTH - '{"truncated":true}'.length;
  const entries = Object.entries(facts);
  for (const [name, value] of entries.slice(0, MAX_ENTRIES)) {
    const member = { [cut(name, 64)]: isSecret(name) ? '[secret]' : bounded(value, 1) };
    room -= JSON.stringify(member).length;
    if (room < 0) break;
    Object.assign(kept, member);
  }
  if (room < 0 || entries.length > MAX_ENTRIES) kept['truncated'] = true;
  return JSON.stringify(kept);
}

/** At most `length` UTF-16 units of a text, and no NUL, at which SQLite would end it. */
export function cut(text: string, length: number): string {
  const short = text.length <= length ? text : `${text.slice(0, length - 1)}…`;
  return short.replaceAll('\0', '\uFFFD');
}

function isSecret(name: string): boolean {
  return SECRETS.has(name.toLowerCase());
}

function bounded(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return cut(value, MAX_TEXT);
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return value.toJSON();
  if (depth >= MAX_DEPTH) return '…';
  if (Array.isArray(value) || value instanceof Set) {
    return [...value].slice(0, MAX_ENTRIES).map((item) => bounded(item, depth + 1));
  }
  const members = Object.entries(value).slice(0, MAX_ENTRIES);
  return Object.fromEntries(
    members.map(([name, member]) => [
      cut(name, 64),
      isSecret(name) ? '[secret]' : bounded(member, depth + 1),
    ]),
  );
}
