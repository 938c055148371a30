import type { HttpClient } from '../http-client.js';
import type { Flow } from '../measure/round.js';
import { expectThat, jsonOf, textOf } from './expect-answer.js';
import type { WorkName } from './works.js';

/** The same exchanges with the bare server: as many requests, signatures and durable writes, and nothing else. */
export function floorFlows(origin: string, http: HttpClient): Record<WorkName, Flow> {
  const get = async (path: string) => {
    const answer = await http.get(origin + path);
    return { answer, body: jsonOf(answer, path) };
  };
  const post = async (path: string, form: Record<string, string> = {}) => {
    const answer = await http.post(origin + path, form);
    return { answer, body: jsonOf(answer, path) };
  };
  const value = async (found: ReturnType<typeof get>) => {
    const { answer, body } = await found;
    return textOf(body, 'value', answer);
  };
  const signed = async (path: string, form?: Record<string, string>) => {
    const { answer, body } = await post(path, form);
    expectThat(textOf(body, 'jwt', answer).split('.').length === 3, 'no JWT', answer);
    return body;
  };
  const person = (n: number) => `person-${n % 20}`;

  const codeFlow = async (n: number) => {
    const code = await value(get(`/authorize?id=${person(n)}`));
    return signed('/token', { id: code });
  };
  const read = async (n: number, send: typeof get | typeof post) => {
    expectThat((await value(send(`/read?id=${person(n)}`))) === person(n), 'another row', {
      status: 0,
      headers: {},
      text: '',
    });
  };

  return {
    code: async (n) => {
      await codeFlow(n);
    },
    refresh: async (n) => {
      const { value: token } = await codeFlow(n);
      await signed('/token', { id: String(token) });
      await read(n, get);
    },
    'machine-rs256': async () => {
      await signed('/sign?alg=RS256');
    },
    'machine-es256': async () => {
      await signed('/sign?alg=ES256');
    },
    introspection: (n) => read(n, post),
    userinfo: (n) => read(n, get),
    metadata: async () => {
      await get('/document');
      await get('/document');
    },
    password: async (n) => {
      await get('/page');
      await get('/page');
      await post('/sign-in', { id: person(n) });
      await codeFlow(n);
    },
  };
}
