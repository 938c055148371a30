import { Injectable } from '@nestjs/common';
import { AuditTrail } from '#libs/audit';
import { formatScope, parseScope } from '#libs/protocol';
import { Grants } from '#libs/tokens';
import type { ConsentEntity } from './consent.entity.js';
import { ConsentRepository } from './consent.repository.js';

/** What a person gives: whole scopes, and claims that were asked for one by one. OpenID Connect Core 1.0 §5.4, §5.5 */
export interface Given {
  readonly scope: readonly string[];
  readonly claims: readonly string[];
}

/** What a person has agreed to give one client. Times are epoch seconds. */
export interface Consent extends Given {
  readonly client_id: string;
  readonly created_at: number;
  readonly updated_at: number;
}

/** Remembers what people agreed to, so that they are asked once. OpenID Connect Core 1.0 §3.1.2.4 */
@Injectable()
export class Consents {
  constructor(
    private readonly consents: ConsentRepository,
    private readonly grants: Grants,
    private readonly audit: AuditTrail,
  ) {}

  /** What the person has agreed to; empty: nothing. */
  async given(accountId: string, clientId: string): Promise<Given> {
    const consent = await this.consents.find(accountId, clientId);
    return consent ? givenIn(consent) : { scope: [], claims: [] };
  }

  /** Adds to what was given before; however many are given at once, none is lost. */
  async give(accountId: string, clientId: string, { scope, claims }: Given): Promise<void> {
    while (!(await this.tryToGive(accountId, clientId, { scope, claims })));
    await this.audit.record({
      type: 'consent.given',
      actor: `account:${accountId}`,
      subject: `client:${clientId}`,
      client_id: clientId,
      outcome: 'success',
      data: { scope, ...(claims.length > 0 && { claims }) },
    });
  }

  async listOf(accountId: string): Promise<readonly Consent[]> {
    const rows = await this.consents.listOf(accountId);
    return rows.map((row) => ({
      client_id: row.client_id,
      ...givenIn(row),
      created_at: row.created_at,
      updated_at: row.updated_at,
    }));
  }

  /** Takes it back: the client must ask anew, and everything that it was given ends now. False: there was none. */
  async revoke(accountId: string, clientId: string, actor: string): Promise<boolean> {
    const removed = await this.consents.delete(accountId, clientId);
    const ended = await this.grants.revokeOf({ account_id: accountId, client_id: clientId });
    if (removed + ended === 0) return false;
    await this.audit.record({
      type: 'consent.revoked',
      actor,
      subject: `account:${accountId}`,
      client_id: clientId,
      outcome: 'success',
      data: { grants: ended },
    });
    return true;
  }

  /** Part of deleting a person. */
  async forgetAccount(accountId: string): Promise<void> {
    await this.consents.deleteOfAccount(accountId);
  }

  /** Part of deleting a client. */
  async forgetClient(clientId: string): Promise<void> {
    await this.consents.deleteOfClient(clientId);
  }

  /** False: another request changed it meanwhile. */
  private async tryToGive(accountId: string, clientId: string, more: Given): Promise<boolean> {
    const before = await this.consents.find(accountId, clientId);
    if (!before) return this.consents.add(accountId, clientId, stored(more));
    const { scope, claims } = givenIn(before);
    const both = { scope: [...scope, ...more.scope], claims: [...claims, ...more.claims] };
    return this.consents.replace(before, stored(both));
  }
}

function givenIn({ scope, claims }: Pick<ConsentEntity, 'scope' | 'claims'>): Given {
  return { scope: parseScope(scope), claims: claims === null ? [] : claims.split(' ') };
}

function stored({ scope, claims }: Given): { readonly scope: string; readonly claims: string | null } {
  const names = [...new Set(claims)].sort();
  return { scope: formatScope(new Set(scope)), claims: names.length === 0 ? null : names.join(' ') };
}
