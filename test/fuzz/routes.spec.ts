import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { FastifyInstance, RouteOptions } from 'fastify';
import { afterAll, describe, expect, it } from 'vitest';
import { startPortico } from '../support/portico.js';
import { type ApiDocument, operationsOf } from './api-operations.js';

/** Served, and not in the document: each with the reason. The paths are those of Fastify. */
const NOT_DESCRIBED: readonly (readonly [path: RegExp, reason: string])[] = [
  [/^\/openapi\.json$/, 'the document itself'],
  [/^\/docs(\/|$)/, 'the page that shows the document, with its files'],
  [/^\/$/, 'a page for people'],
  [/^\/(sign-in|sign-up|consent|sign-out|set-up|invitation)(\/done)?$/, 'a page for people, with its form'],
  [/^\/(account|device)(\/|$)/, 'pages for people, with their forms'],
  [/^\/admin(\/(renewed|\*|assets\/\*))?$/, 'the web console, with its files'],
  [/^\/assets\//, 'the style of the pages'],
  [/^\/admin\/v1(\/\*)?$/, 'answers 404 in the words of the admin API to what is no endpoint of it'],
];

/** Every route as Fastify itself registers it, whoever asked it to. */
const registered: string[] = [];
const listen = (message: unknown) => {
  const { fastify } = message as { readonly fastify: FastifyInstance };
  fastify.addHook('onRoute', ({ method, url }: RouteOptions) => {
    for (const one of [method].flat()) registered.push(`${one} ${url.replace(/:(\w+)/g, '{$1}')}`);
  });
};
subscribe('fastify.initialization', listen);
const portico = await startPortico({ PORTICO_REGISTRATION: 'open' });
unsubscribe('fastify.initialization', listen);
const described = operationsOf(
  (await (await fetch(`${portico.url}/openapi.json`)).json()) as ApiDocument,
).map(({ method, path }) => `${method} ${path}`);
afterAll(() => portico.close());

const pathOf = (route: string) => route.slice(route.indexOf(' ') + 1);
const excused = (route: string) => NOT_DESCRIBED.some(([path]) => path.test(pathOf(route)));

describe('The routes that the server has', () => {
  it('are all in the OpenAPI document, but for those that are listed with a reason', () => {
    // HEAD is GET without its body (RFC 9110 §9.3.2); Fastify adds it.
    const served = registered.filter((route) => !route.startsWith('HEAD ') && !excused(route));
    expect(served.toSorted()).toEqual(described.toSorted());
  });

  it.each(NOT_DESCRIBED)('%s is still there to be left out: %s', (path) => {
    expect(registered.some((route) => path.test(pathOf(route)))).toBe(true);
  });
});
