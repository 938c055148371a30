import type { TestPortico } from '../support/portico.js';
import { type Answer, answerOf } from '../support/relying-party.js';

export const INITIAL_TOKEN = 'initial-access-token-of-the-tests-0123456789';
export const REDIRECT_URI = 'https://app.example/callback';

/** What was answered to a client that registered itself. */
export interface Registered {
  readonly client_id: string;
  readonly client_secret: string;
  readonly registration_access_token: string;
  readonly registration_client_uri: string;
}

/** Sends registration requests as a client's program would. */
export function registering(portico: TestPortico) {
  const register = async (metadata: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
    answerOf(
      await fetch(`${portico.url}/oauth2/register`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof metadata === 'string' ? metadata : JSON.stringify(metadata),
      }),
    );
  return {
    register,

    /** Registers a client that must be taken. */
    async registered(metadata: object = {}, headers: Record<string, string> = {}): Promise<Registered> {
      const answer = await register({ redirect_uris: [REDIRECT_URI], ...metadata }, headers);
      if (answer.status !== 201) throw new Error(`not registered: ${answer.status} ${answer.text}`);
      return answer.body as unknown as Registered;
    },

    /** Calls the client's own address, with its registration access token unless `token` is another (null: none). */
    async manage(
      method: 'GET' | 'PUT' | 'DELETE',
      { registration_client_uri, registration_access_token }: Registered,
      { body, token = registration_access_token }: { body?: unknown; token?: string | null } = {},
    ): Promise<Answer> {
      return answerOf(
        await fetch(registration_client_uri, {
          method,
          headers: {
            ...(token !== null && { authorization: `Bearer ${token}` }),
            ...(body !== undefined && { 'content-type': 'application/json' }),
          },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        }),
      );
    },
  };
}

/** The status and the error of a refusal. */
export const refusal = ({ status, body }: Answer) => [status, body['error']];
