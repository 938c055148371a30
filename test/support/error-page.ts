import { expect } from 'vitest';
import { type Refusal, Refusals } from '#libs/audit';
import type { Visited } from './browser.js';
import type { TestPortico } from './portico.js';

/** What stands on a page in the element with this id, as text. */
export function textOf(page: Visited, id: string): string | undefined {
  return new RegExp(`id="${id}"[^>]*>([^<]*)<`).exec(page.text)?.[1];
}

/** That this is an error page for a person: nothing is sent anywhere. Returns what an administrator finds by its reference. */
export async function expectErrorPage(portico: TestPortico, page: Visited, status = 400): Promise<Refusal> {
  expect(page.status).toBe(status);
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(page.headers.has('location')).toBe(false);
  const reference = textOf(page, 'error-reference');
  expect(reference).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
  const refusal = await portico.get(Refusals).find(reference ?? '');
  if (!refusal) throw new Error(`nothing is noted under ${reference}`);
  return refusal;
}
