import type { Answer } from '../http-client.js';

/** A server answered what it must not: its numbers would mean nothing. */
export class WrongAnswer extends Error {}

export function expectThat(holds: boolean, what: string, { status, text, headers }: Answer): asserts holds {
  if (!holds) throw new WrongAnswer(`${what}: ${status} ${headers.location ?? ''} ${text.slice(0, 500)}`);
}

/** The JSON object of a 200. */
export function jsonOf(answer: Answer, what: string): Record<string, unknown> {
  expectThat(answer.status === 200, what, answer);
  return JSON.parse(answer.text) as Record<string, unknown>;
}

/** A member that must be a text. */
export function textOf(body: Record<string, unknown>, name: string, answer: Answer): string {
  const value = body[name];
  expectThat(typeof value === 'string' && value !== '', `${name} is missing`, answer);
  return value;
}
