import { type ApplicationType } from './redirect-uri-registration.js';

const PARTS = ['scheme', 'userinfo', 'host', 'port', 'path', 'query', 'fragment'] as const;
type Part = (typeof PARTS)[number];

/** `slash`, `case`, `space` and `encoding`: that is all in which the two differ; a part: the first that differs. */
export type RedirectUriDifference = 'slash' | 'case' | 'space' | 'encoding' | Part;

/** Why a redirect_uri didn't match. Plain JSON for the administrator; it repeats what was sent. */
export interface RedirectUriFacts {
  /** How many redirect_uris the client has. */
  readonly registered: number;
  /** The first 2,000 characters of what was sent; absent when nothing was. */
  readonly presented?: string;
  /** The registered one that looks most like it. */
  readonly nearest?: string;
  /** The first character that differs, counted from 1. */
  readonly at?: number;
  readonly difference?: RedirectUriDifference;
  /** The two differ in the port only, and it would be free if the client were `native`. RFC 8252 §7.3 */
  readonly free_if_native?: true;
}

const LONGEST = 2000;

export function describeNearest(
  presented: string,
  registered: readonly string[],
  applicationType: ApplicationType,
): RedirectUriFacts {
  const cut = presented.slice(0, LONGEST);
  const [nearest] = registered
    .map((uri) => ({ uri, distance: distance(cut, uri) }))
    .sort((a, b) => a.distance - b.distance)
    .map(({ uri }) => uri);
  if (nearest === undefined) return { registered: 0, presented: cut };
  const compared = applicationType === 'native' ? withLoopbackPortOf(cut, nearest) : nearest;
  const facts = {
    registered: registered.length,
    presented: cut,
    nearest,
    at: commonPrefix(cut, compared) + 1,
    difference: differenceBetween(cut, compared),
  };
  return applicationType === 'web' && differOnlyInLoopbackPort(cut, nearest)
    ? { ...facts, free_if_native: true }
    : facts;
}

/** One sentence for the administrator: what differs, and where. */
export function describeRedirectUriDifference(facts: RedirectUriFacts): string {
  const { registered, presented, nearest, at, difference } = facts;
  if (presented === undefined) {
    return `no redirect_uri was sent, and the client has ${registered === 0 ? 'none' : registered} registered`;
  }
  if (nearest === undefined || difference === undefined) return 'the client has no redirect_uri registered';
  const hint = facts.free_if_native
    ? "; the port is free only for clients with application_type 'native'"
    : '';
  return `differs from the registered one at character ${at}: ${inWords(difference, presented, nearest)}${hint}`;
}

function differenceBetween(presented: string, nearest: string): RedirectUriDifference {
  if (`${presented}/` === nearest || presented === `${nearest}/`) return 'slash';
  if (presented.toLowerCase() === nearest.toLowerCase()) return 'case';
  if (presented.trim() === nearest.trim()) return 'space';
  if (percentDecoded(presented) === percentDecoded(nearest)) return 'encoding';
  const [a, b] = [partsOf(presented), partsOf(nearest)];
  return PARTS.find((part) => a[part] !== b[part]) ?? 'path';
}

function inWords(difference: RedirectUriDifference, presented: string, nearest: string): string {
  switch (difference) {
    case 'slash':
      return presented.length < nearest.length
        ? "it lacks the final '/'"
        : "it ends in a '/' that isn't registered";
    case 'case':
      return 'upper and lower case differ';
    case 'space':
      return 'there is white space around it';
    case 'encoding':
      return 'a character is percent-encoded in one of them only';
    default:
      return partInWords(difference, partsOf(presented)[difference], partsOf(nearest)[difference]);
  }
}

function partInWords(part: Part, presented: string | undefined, nearest: string | undefined): string {
  if (nearest === undefined) return `it has the ${part} ${quoted(presented)}, the registered one has none`;
  if (presented === undefined) return `it lacks the ${part} ${quoted(nearest)}`;
  return `its ${part} is ${quoted(presented)} instead of ${quoted(nearest)}`;
}

/** Cut short, and with nothing in it that a log or a terminal would act upon. */
function quoted(text = ''): string {
  const cut = text.length > 80 ? `${text.slice(0, 80)}…` : text;
  return `'${cut.replace(/[\p{C}]/gu, (c) => `\\u{${c.codePointAt(0)?.toString(16)}}`)}'`;
}

/** RFC 3986 appendix B, with the authority taken apart. Never fails: it must read hostile text too. */
function partsOf(uri: string): Readonly<Record<Part, string | undefined>> {
  const found = /^(?:([^:/?#]+):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(uri) ?? [];
  const [, scheme, authority, path, query, fragment] = found;
  const host = authority?.slice(authority.lastIndexOf('@') + 1);
  const port = /:([^:\]]*)$/.exec(host ?? '')?.[1];
  return {
    scheme,
    userinfo: authority?.includes('@') ? authority.slice(0, authority.lastIndexOf('@')) : undefined,
    host: port === undefined ? host : host?.slice(0, -port.length - 1),
    port,
    path: path === '' ? undefined : path,
    query,
    fragment,
  };
}

const LOOPBACK = /^(http:\/\/(?:127\.0\.0\.1|\[::1\]))(:\d{1,5})?(?=[/?]|$)/;

function differOnlyInLoopbackPort(a: string, b: string): boolean {
  return LOOPBACK.test(a) && a.replace(LOOPBACK, '$1') === b.replace(LOOPBACK, '$1');
}

/** A native client's loopback port is free, so it is never what is wrong. */
function withLoopbackPortOf(presented: string, registered: string): string {
  const [found, , port = ''] = LOOPBACK.exec(presented) ?? [];
  const isFree = found !== undefined && Number(port.slice(1)) <= 65_535;
  return isFree ? registered.replace(LOOPBACK, `$1${port}`) : registered;
}

function percentDecoded(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** How many characters of both lie between their common start and their common end, ignoring case. */
function distance(a: string, b: string): number {
  const [x, y] = [a.toLowerCase(), b.toLowerCase()];
  const start = commonPrefix(x, y);
  let end = 0;
  while (end < Math.min(x.length, y.length) - start && x.at(-1 - end) === y.at(-1 - end)) end++;
  return x.length + y.length - 2 * (start + end);
}

function commonPrefix(a: string, b: string): number {
  let length = 0;
  while (length < Math.min(a.length, b.length) && a[length] === b[length]) length++;
  return length;
}
