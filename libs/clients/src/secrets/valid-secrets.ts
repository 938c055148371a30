import type { Client, ClientSecret } from '../client.js';

/** The secrets that are accepted at `now` (epoch seconds), oldest first. */
export function validSecrets(client: Pick<Client, 'secrets'>, now: number): readonly ClientSecret[] {
  return client.secrets.filter(({ expires_at }) => expires_at === null || now < expires_at);
}
