import type { ApiOperation } from './api-operations.js';
import { FROM_A_BROWSER } from './from-a-browser.js';

const text = { type: 'string' };
const FORM = 'application/x-www-form-urlencoded';

const shown = (path: string, ...names: readonly string[]): ApiOperation => ({
  operationId: `GET ${path}`,
  method: 'GET',
  path,
  parameters: [...FROM_A_BROWSER, ...names.map((name) => ({ name, in: 'query' as const, schema: text }))],
  bodies: [],
  security: undefined,
});

const sent = (path: string, ...names: readonly string[]): ApiOperation => {
  const properties = Object.fromEntries(names.map((name) => [name, text]));
  const schema = { type: 'object', properties, required: names };
  return {
    operationId: `POST ${path}`,
    method: 'POST',
    path,
    parameters: FROM_A_BROWSER,
    bodies: [{ type: FORM, schema, examples: [] }],
    security: undefined,
  };
};

/** The pages, which no document describes: what they read from the address, and the forms on them. */
export const PAGE_OPERATIONS: readonly ApiOperation[] = [
  shown('/'),
  shown('/sign-in', 'request', 'ticket'),
  sent('/sign-in', 'request', 'ticket', 'username', 'password'),
  sent('/sign-in', 'request', 'ticket', 'choice'),
  shown('/consent', 'request', 'ticket'),
  sent('/consent', 'request', 'ticket', 'decision'),
  shown('/sign-out', 'request', 'ticket'),
  sent('/sign-out', 'request', 'ticket'),
  shown('/account'),
  sent('/account/applications/remove', 'ticket', 'client_id'),
  sent('/account/sessions/end', 'ticket', 'sid'),
  sent('/account/password', 'ticket', 'current_password', 'new_password'),
  shown('/device', 'user_code', 'ticket'),
  sent('/device', 'user_code', 'ticket'),
  sent('/device/decision', 'user_code', 'ticket', 'decision'),
  shown('/invitation', 'token'),
  sent('/invitation', 'token', 'password'),
  shown('/invitation/done'),
  shown('/set-up', 'token'),
  sent('/set-up', 'token', 'email', 'name', 'password'),
  shown('/set-up/done'),
];
