export interface TextLimits {
  /** Characters. */
  readonly longest: number;
  /** What the text may be; absent: anything. */
  readonly among?: readonly string[];
}

/** C0, DEL and C1, and the marks that turn the direction of text around, so that a name reads as it is. */
const UNSEEN = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]|\p{Cs}/u;

/** Whether a member is a text that can be stored and shown. @returns the problem in words */
export function textProblem(value: unknown, { longest, among }: TextLimits): string | undefined {
  if (typeof value !== 'string') return 'must be a string';
  if (among !== undefined) return among.includes(value) ? undefined : `must be ${alternatives(among)}`;
  if (value === '') return 'must not be empty';
  if (value.length > longest) return `must be no longer than ${longest} characters`;
  if (UNSEEN.test(value)) return 'must not hold control characters';
  return undefined;
}

function alternatives(among: readonly string[]): string {
  return among.length < 2 ? among.join() : `${among.slice(0, -1).join(', ')} or ${among.at(-1)}`;
}
