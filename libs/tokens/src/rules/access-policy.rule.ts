import { Injectable } from '@nestjs/common';
import { isPublic } from '#libs/clients';
import { Clock } from '#libs/clock';
import {
  Access,
  type AccessFacts,
  type AccessSeeker,
  type EntryVerdict,
  judgeEntry,
  type Permission,
  permissionsOf,
} from '#libs/policies';
import { OAuthError, type OAuthErrorCode, PERMISSIONS_SCOPE } from '#libs/protocol';
import type { Authorization } from '../authorization.js';

/** What the access policies allow of an authorization. */
export interface AllowedAccess {
  /** Seconds that an access token lives at most. */
  readonly access_token_lifetime?: number;
  /** Epoch seconds after which nothing that is issued lives. */
  readonly expires_at?: number;
  /** Undefined when they weren't asked for, or are too many to list. */
  readonly permissions?: readonly Permission[];
}

/** Who asks, for what, from where. */
export type AccessRequest = AccessSeeker & Pick<AccessFacts, 'scope' | 'network'>;

/** Nothing is issued that the access policies of the client and of the person don't allow, whatever the grant. */
@Injectable()
export class AccessPolicyRule {
  constructor(
    private readonly access: Access,
    private readonly clock: Clock,
  ) {}

  /**
   * @param address that the request comes from; a person's network is where they gave the grant, unless their own
   * device sends the request, as it does for a public client
   * @throws OAuthError invalid_grant, unauthorized_client
   */
  judge({ client, person, scope }: Authorization, address: string, now = this.clock.now()): AllowedAccess {
    const network = person && !isPublic(client) ? person.ip : address;
    const facts = this.access.facts({ client, person }, { now, network, scope });
    const verdict = admitted(judgeEntry(facts), facts, person ? 'invalid_grant' : 'unauthorized_client');
    const { access_token_lifetime, expires_at } = verdict;
    const permissions = scope.includes(PERMISSIONS_SCOPE) ? permissionsOf(facts) : undefined;
    return { access_token_lifetime, expires_at, permissions };
  }

  /**
   * Before a person is asked anything more.
   * @throws OAuthError access_denied
   */
  assertAdmits({ client, person, scope, network }: AccessRequest): void {
    const facts = this.access.facts({ client, person }, { now: this.clock.now(), network, scope });
    admitted(judgeEntry(facts), facts, 'access_denied');
  }

  /** What is allowed now; undefined when it is too much to list. Asks for no network: the token was given at one. */
  permissions({
    client,
    person,
    scope,
  }: AccessSeeker & Pick<AccessFacts, 'scope'>): readonly Permission[] | undefined {
    return permissionsOf(this.access.facts({ client, person }, { now: this.clock.now(), scope }));
  }
}

const DENIED = {
  person: 'the access policies do not let this person use the client',
  client: 'the access policies of the client do not allow this',
} as const;

function admitted(verdict: EntryVerdict, { network }: AccessFacts, code: OAuthErrorCode): EntryVerdict {
  const side = verdict.sides.find((one) => !one.admitted)?.side;
  if (side === undefined) return verdict;
  throw new OAuthError(code, DENIED[side], {
    rule: `access_policy.${side}`,
    facts: { network: network ?? null, sides: verdict.sides },
  });
}
