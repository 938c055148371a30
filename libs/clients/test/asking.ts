import type { ClientBench } from './client-bench.js';

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Record<string, unknown>;
}

type Form = Readonly<Record<string, string | undefined>>;

/** Posts forms to an endpoint of a bench that wants an authenticated client. */
export function asking(bench: ClientBench, url = '/who') {
  return async (form: Form | string, authorization?: string): Promise<Answer> => {
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    const headers = authorization === undefined ? type : { ...type, authorization };
    const payload = typeof form === 'string' ? form : encode(form);
    const response = await bench.app.inject({ method: 'POST', url, payload, headers });
    return { status: response.statusCode, body: response.json(), headers: response.headers };
  };
}

function encode(form: Form): string {
  const given = Object.entries(form).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return new URLSearchParams(given).toString();
}

/** RFC 6749 §2.3.1 */
export function basic(client_id: string, client_secret: string): string {
  const part = (text: string) => new URLSearchParams([['', text]]).toString().slice(1);
  return `Basic ${Buffer.from(`${part(client_id)}:${part(client_secret)}`).toString('base64')}`;
}
