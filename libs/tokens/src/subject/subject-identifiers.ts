import { Injectable } from '@nestjs/common';
import type { Account } from '#libs/accounts';
import type { Client } from '#libs/clients';
import { SUBJECT_BYTES } from '#libs/protocol';
import { randomToken } from '#libs/secrets';
import { PairwiseSubjectRepository } from './pairwise-subject.repository.js';
import { sectorOf } from './sector.js';

/** The `sub` by which a client knows a person. OpenID Connect Core 1.0 §8 */
@Injectable()
export class SubjectIdentifiers {
  constructor(private readonly pairwise: PairwiseSubjectRepository) {}

  /** Their own, or for a pairwise client one that no client of another sector knows. */
  async of(account: Pick<Account, 'sub'>, client: Client): Promise<string> {
    if (client.subject_type !== 'pairwise') return account.sub;
    return this.pairwise.findOrAdd(sectorOf(client), account.sub, () => randomToken(SUBJECT_BYTES));
  }

  /** The person's own `sub`, of the one that a client knows them by; undefined when it knows nobody by it. */
  async ownOf(sub: string, client: Client): Promise<string | undefined> {
    if (client.subject_type !== 'pairwise') return sub;
    return this.pairwise.findOwn(sectorOf(client), sub);
  }
}
