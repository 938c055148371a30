import { Injectable } from '@nestjs/common';
import { type Account, Accounts } from '#libs/accounts';
import { type Client, ClientRegistry } from '#libs/clients';
import { Clock } from '#libs/clock';
import { Access, decide } from '#libs/policies';
import { OAuthError } from '#libs/protocol';
import { SubjectIdentifiers } from '#libs/tokens';
import { type EvaluationRequest, readEvaluation, readEvaluations } from './evaluation-request.js';

/** An answer. OpenID AuthZEN Authorization API 1.0 §6.2 */
export interface EvaluationResponse {
  readonly decision: boolean;
  readonly context?: {
    /** Fields that must not be shown. */
    readonly hidden_fields?: readonly string[];
    /** Fields that must not be changed. */
    readonly read_only_fields?: readonly string[];
    /** Why not, for administrators; never for the person. */
    readonly reason_admin?: { readonly en: string };
    /** The question itself is wrong. */
    readonly error?: { readonly status: number; readonly message: string };
  };
}

/** Who the question is about, as far as Portico knows them. */
type Subject = { readonly person?: { readonly account: Account; readonly sub: string } };

/** Answers whether something may be done, by the engine that tokens are issued by. */
@Injectable()
export class Evaluation {
  constructor(
    private readonly access: Access,
    private readonly clients: ClientRegistry,
    private readonly accounts: Accounts,
    private readonly subjects: SubjectIdentifiers,
    private readonly clock: Clock,
  ) {}

  /** @param caller the resource server @throws OAuthError invalid_request */
  async one(sent: unknown, caller: Client): Promise<EvaluationResponse> {
    return this.answer(readEvaluation(sent), caller);
  }

  /** §7: the answers in the order of the questions, up to the one that decides. @throws OAuthError invalid_request */
  async several(
    sent: unknown,
    caller: Client,
  ): Promise<EvaluationResponse | { readonly evaluations: readonly EvaluationResponse[] }> {
    const request = readEvaluations(sent);
    if (!request) return this.one(sent, caller);
    const stop = { execute_all: undefined, deny_on_first_deny: false, permit_on_first_permit: true }[
      request.semantic
    ];
    const evaluations: EvaluationResponse[] = [];
    for (const one of request.evaluations) {
      const answer = await this.answerOrError(one, caller);
      evaluations.push(answer);
      if (answer.decision === stop) break;
    }
    return { evaluations };
  }

  /** A question that is wrong is answered no, and says so. §7.2.1 */
  private async answerOrError(sent: unknown, caller: Client): Promise<EvaluationResponse> {
    try {
      return await this.one(sent, caller);
    } catch (error) {
      if (!(error instanceof OAuthError)) throw error;
      return { decision: false, context: { error: { status: error.status, message: error.description } } };
    }
  }

  private async answer(request: EvaluationRequest, caller: Client): Promise<EvaluationResponse> {
    const { subject, action, resource, context } = request;
    const client = this.clientOf(request, caller);
    if (client?.status !== 'enabled') return no('client.enabled');
    const known = await this.find(request, caller, client);
    if (!known) return no('subject.known');
    if (known.person && known.person.account.status !== 'enabled') return no('account.enabled');
    const network = text(context.ip_address) ?? text(subject.properties.ip_address);
    const at = { now: this.clock.now(), network, scope: scopeOf(context.scope) };
    const facts = this.access.facts({ client, ...known }, at);
    const { allowed, rule, hidden_fields, read_only_fields } = decide(facts, {
      resource,
      action: action.name,
    });
    if (!allowed) return no(rule);
    const fields = {
      ...(hidden_fields.length > 0 && { hidden_fields }),
      ...(read_only_fields.length > 0 && { read_only_fields }),
    };
    return Object.keys(fields).length === 0 ? { decision: true } : { decision: true, context: fields };
  }

  /** The application through which the subject acts: the one that is named, else the resource server itself. */
  private clientOf({ subject, context }: EvaluationRequest, caller: Client): Client | undefined {
    const named = subject.type === 'client' ? subject.id : context.client_id;
    if (named === undefined) return caller;
    return typeof named === 'string' ? this.clients.find(named) : undefined;
  }

  /** A person by the `sub` that the resource server knows them by, or a client that acts for itself. */
  private async find(
    { subject }: EvaluationRequest,
    caller: Client,
    client: Client,
  ): Promise<Subject | undefined> {
    if (subject.type === 'client') return {};
    if (subject.type !== 'user') return undefined;
    const sub = await this.subjects.ownOf(subject.id, caller);
    const account = sub === undefined ? undefined : await this.accounts.findBySub(sub);
    return account && { person: { account, sub: await this.subjects.of(account, client) } };
  }
}

function no(rule: string): EvaluationResponse {
  return { decision: false, context: { reason_admin: { en: rule } } };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Space-separated, as in a token, or a list. */
function scopeOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.split(' ');
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
