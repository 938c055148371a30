import type { ClientKind } from './client-kind.js';
import { isWebAddress } from './listening.js';
import type { SnippetClient } from './snippet-client.js';
import type { Code } from './template.js';

/** For highlighting. */
export const SNIPPET_LANGUAGES = [
  'javascript',
  'java',
  'csharp',
  'go',
  'python',
  'toml',
  'apache',
  'shell',
] as const;
export type SnippetLanguage = (typeof SNIPPET_LANGUAGES)[number];

/** Something to install. */
export interface Package {
  /** As its registry calls it. */
  readonly name: string;
  /** With which the snippet was tested, or for which it was written. */
  readonly version: string;
  /** The `token_endpoint_auth_method` that needs it; absent: every one. */
  readonly only_for?: string;
}

/** An environment variable that the program reads, for it is nobody else's. */
export interface FillIn {
  readonly variable: string;
  /** Where its value comes from. */
  readonly description: string;
}

/** The start of an application with one library. A new one is a file, and a line in the table. */
export interface Snippet {
  readonly id: string;
  /** The library's, and what for where it has several. */
  readonly name: string;
  readonly language: SnippetLanguage;
  readonly file_name: string;
  /** Which clients it is for. */
  readonly kinds: readonly ClientKind[];
  /** Registered `token_endpoint_auth_method`s that it knows. */
  readonly methods: readonly string[];
  /** Whether it pushes its authorization request (RFC 9126) when the client must. Absent: it can't. */
  readonly pushes?: true;
  /** Whether the text was run against Portico, as the endpoint returns it. */
  readonly tested: boolean;
  readonly packages: readonly Package[];
  /** The command that installs them. */
  readonly install: (packages: readonly Package[]) => string;
  readonly fill_in: (client: SnippetClient) => readonly FillIn[];
  /** What more it needs of the client; absent: nothing. */
  readonly suits?: (client: SnippetClient) => boolean;
  /** What must be changed at the client first. */
  readonly preparations?: (client: SnippetClient) => readonly string[];
  readonly text: (client: SnippetClient) => Code;
}

/** Whether the client could use it as it is. */
export function fits(snippet: Snippet, client: SnippetClient): boolean {
  if (!snippet.kinds.some((kind) => client.kinds.includes(kind))) return false;
  if (!snippet.methods.includes(client.token_endpoint_auth_method)) return false;
  if (snippet.kinds.some((kind) => SIGN_IN.has(kind))) {
    if (client.pushes_requests && !snippet.pushes) return false;
    if (!client.scope.includes('openid')) return false;
    if (!isWebAddress(client.redirect_uri)) return false;
  }
  return snippet.suits?.(client) ?? true;
}

/** What the client's own text needs. */
export function packagesFor({ packages }: Snippet, client: SnippetClient): readonly Package[] {
  const { token_endpoint_auth_method: method } = client;
  return packages.filter(({ only_for }) => only_for === undefined || only_for === method);
}

/** The kinds that bring people to the authorization endpoint, of which OpenID Connect libraries want an ID token. */
const SIGN_IN: ReadonlySet<ClientKind> = new Set(['web', 'spa', 'native']);
