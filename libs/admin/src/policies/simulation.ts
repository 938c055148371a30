import { Injectable } from '@nestjs/common';
import { type Client, ClientService } from '#libs/clients';
import { Clock } from '#libs/clock';
import { Access, type AccessFacts, type Decision, decide, judgeEntry, permissionsOf } from '#libs/policies';
import { formatScope, OAuthError, parseScope } from '#libs/protocol';
import { ACR_PASSWORD } from '#libs/sign-in';
import { IssuancePreview, type PreviewedClaims } from '#libs/tokens';
import { Userinfo } from '#libs/userinfo';
import { UserAdministration } from '../users/user-administration.js';
import type {
  SimulatedClaimsDto,
  SimulatedRefusalDto,
  SimulationDto,
  SimulationInputDto,
} from './simulation.dto.js';

type Person = Awaited<ReturnType<UserAdministration['find']>>;

/** Says what would happen, by the very engine and the very functions by which it would. */
@Injectable()
export class Simulation {
  constructor(
    private readonly clients: ClientService,
    private readonly users: UserAdministration,
    private readonly access: Access,
    private readonly preview: IssuancePreview,
    private readonly userinfo: Userinfo,
    private readonly clock: Clock,
  ) {}

  /** @throws ClientNotFound, AccountNotFound */
  async run(asked: SimulationInputDto, ownAddress: string): Promise<SimulationDto> {
    const client = await this.clients.get(asked.client_id);
    const account = asked.user_id === undefined ? undefined : await this.users.find(asked.user_id);
    const at = { ip: asked.network ?? ownAddress, now: asked.time ?? this.clock.now() };
    const issued = await this.issued(asked, client, account, at);
    const granted = 'claims' in issued ? issued.scope : parseScope(asked.scope ?? client.default_scope ?? '');
    const person = account && { account, sub: issued.sub ?? account.sub };
    const facts = this.access.facts({ client, person }, { now: at.now, network: at.ip, scope: granted });
    const decision = decisionOn(asked, facts);
    const refusal = 'refusal' in issued ? issued.refusal : null;
    return {
      allowed: refusal === null && decision?.allowed !== false,
      rule: refusal?.rule ?? decision?.rule ?? 'allowed',
      entry: judgeEntry(facts),
      refusal,
      claims: 'claims' in issued ? issued.claims : null,
      permissions: permissionsOf(facts) ?? null,
      decision,
    };
  }

  private async issued(
    { grant_type, scope }: SimulationInputDto,
    client: Client,
    account: Person | undefined,
    at: { readonly ip: string; readonly now: number },
  ): Promise<Issued> {
    try {
      const person = account && { account, authentication: justNow(at.now) };
      const grant = grant_type ?? (person ? 'authorization_code' : 'client_credentials');
      const previewed = await this.preview.of({ client, person, grant_type: grant, scope, ...at });
      return { ...previewed, claims: this.shown(previewed, account) };
    } catch (error) {
      if (!(error instanceof OAuthError)) throw error;
      const { code, description, rule } = error;
      return { refusal: { error: code, error_description: description, rule: rule ?? code } };
    }
  }

  private shown(
    { scope, sub, access_token, id_token }: PreviewedClaims,
    account?: Person,
  ): SimulatedClaimsDto {
    const userinfo =
      id_token && account ? this.userinfo.of({ account, sub: sub ?? account.sub, scope, claims: {} }) : null;
    return { scope: formatScope(scope), access_token, id_token: id_token ?? null, userinfo };
  }
}

type Issued =
  | (Pick<PreviewedClaims, 'scope' | 'sub'> & { readonly claims: SimulatedClaimsDto })
  | { readonly refusal: SimulatedRefusalDto; readonly sub?: undefined };

/** As if the person had signed in by password this second. */
function justNow(auth_time: number) {
  return { sid: 'simulated', auth_time, amr: ['pwd'], acr: ACR_PASSWORD };
}

function decisionOn(
  { resource, action = 'read' }: SimulationInputDto,
  facts: AccessFacts,
): Omit<Decision, 'entry'> | null {
  if (!resource) return null;
  const { entry: _, ...decision } = decide(facts, { resource, action });
  return decision;
}
