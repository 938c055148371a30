import type { ApiOperation, ApiParameter } from './api-operations.js';

/** What a browser adds, without which no form of a page is read, and nobody is signed in. */
export const FROM_A_BROWSER: readonly ApiParameter[] = ['origin', 'cookie'].map((name) => ({
  name,
  in: 'header',
  required: true,
  schema: { type: 'string' },
}));

/** The described parameters of an operation, and what the browser adds where the person is sent. */
export function parametersOf({ path, parameters }: ApiOperation): readonly ApiParameter[] {
  return /^\/oauth2\/(?:authorize|logout)$/.test(path) ? [...parameters, ...FROM_A_BROWSER] : parameters;
}
