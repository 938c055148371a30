/**
 * A request as the generator makes it. `{{code.code_verifier}}` in any of its texts stands for a real thing that is put in
 * its place when it is sent: so a failing request is small, and the same for the same seed.
 */
export interface GeneratedRequest {
  readonly method: string;
  /** The path, encoded. */
  readonly path: string;
  /** Pairs, encoded, or anything that is none. */
  readonly query: readonly string[];
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: GeneratedBody;
  /** Whether it is still a request for the operation that it was made from, not for another address or method. */
  readonly astray: boolean;
}

/** `form`: the text is its encoded pairs. `bytes`: each character is one. */
export interface GeneratedBody {
  readonly kind: 'json' | 'form' | 'bytes';
  readonly text: string;
}

const PLACEHOLDER = /\{\{([\w.]+)\}\}/g;

/** Percent-encoded as a form, the placeholders left as they are. */
export function encoded(text: string): string {
  return text
    .split(/(\{\{[\w.]+\}\})/)
    .map((part) => (part.startsWith('{{') ? part : encodedPart(part)))
    .join('');
}

/** Unlike `encodeURIComponent`, it takes half a surrogate pair. */
function encodedPart(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1).replaceAll('+', '%20');
}

/** The names of the things that the request needs. */
export function placeholdersOf(request: GeneratedRequest): readonly string[] {
  return [...JSON.stringify(request).matchAll(PLACEHOLDER)].map(([, name = '']) => name);
}

/** The text with what the placeholders stand for, written as `encode` does. */
export function filled(
  text: string,
  things: ReadonlyMap<string, string>,
  encode: (value: string) => string,
): string {
  return text.replace(PLACEHOLDER, (_, name: string) => encode(things.get(name) ?? ''));
}
