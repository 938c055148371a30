import { SessionClients, Sessions } from '#libs/sessions';
import { Database } from '#libs/storage';
import type { TestPerson } from '../support/person.js';
import type { TestPortico } from '../support/portico.js';
import type { RelyingParty } from '../support/relying-party.js';

/** Sessions of a person in which these clients were given something, without a browser for each. Returns their `sid`s. */
export async function startSessions(
  portico: TestPortico,
  { account }: TestPerson,
  parties: readonly RelyingParty[],
  count = 1,
): Promise<readonly string[]> {
  const sids: string[] = [];
  for (let number = 0; number < count; number += 1) {
    const started = await portico
      .get(Sessions)
      .start({ account_id: account.id, amr: ['pwd'], ip: null, user_agent: null });
    const { sid } = started.session;
    for (const { client } of parties) {
      await portico.get(SessionClients).note(sid, client.client_id, portico.get(Database));
    }
    sids.push(sid);
  }
  return sids.toSorted();
}
