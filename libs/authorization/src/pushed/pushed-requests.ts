import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Client, demandsOf, effectiveRules } from '#libs/clients';
import { Clock } from '#libs/clock';
import { ClientSettings } from '#libs/config';
import { OAuthError, Parameters } from '#libs/protocol';
import { hashToken, randomToken } from '#libs/secrets';
import { type Statements, Sweeper } from '#libs/storage';
import { UntrustedRequestError } from '../request/untrusted-request-error.js';
import type { PushedRequestEntity } from './pushed-request.entity.js';
import { PushedRequestRepository } from './pushed-request.repository.js';

/** RFC 9126 §2.2 */
const PREFIX = 'urn:ietf:params:oauth:request_uri:';
/** Seconds until a browser must have brought it. RFC 9126 §2.2 */
const LIFETIME = 60;
/** Seconds that a row outlives its `expires_at`: longer than a ticket carries it. */
const KEPT = 1200;
/** Characters, form-urlencoded: what a `text` column of every database holds. */
const LONGEST = 32_000;

/** A pushed request that a browser has brought. */
export interface PushedRequest {
  readonly parameters: Parameters;
  /**
   * In the transaction that stores its code.
   * @throws UntrustedRequestError when another code was issued for it meanwhile
   */
  readonly spend: (within: Statements) => Promise<void>;
}

/** Keeps what clients pushed until browsers bring it. RFC 9126 */
@Injectable()
export class PushedRequests implements OnModuleInit {
  constructor(
    private readonly requests: PushedRequestRepository,
    private readonly clock: Clock,
    private readonly sweeper: Sweeper,
    private readonly settings: ClientSettings,
  ) {}

  onModuleInit(): void {
    this.sweeper.register('pushed_requests', (limit) =>
      this.requests.removeExpired(this.clock.now() - KEPT, limit),
    );
  }

  /** Whether this client may ask in no other way. RFC 9126 §5, §6 */
  areRequiredOf(client: Client): boolean {
    return effectiveRules(client, demandsOf(this.settings)).require_pushed_authorization_requests;
  }

  /** Whether a request_uri is one of Portico's own making, known or not. */
  isOne(requestUri: string): boolean {
    return requestUri.startsWith(PREFIX);
  }

  /** @throws OAuthError invalid_request when it is too long to be kept */
  async keep(
    { client_id }: Client,
    asked: Parameters,
  ): Promise<{ readonly request_uri: string; readonly expires_in: number }> {
    const parameters = asked.toQuery();
    if (parameters.length > LONGEST) throw new OAuthError('invalid_request', 'the request is too long');
    const request_uri = PREFIX + randomToken();
    const now = this.clock.now();
    await this.requests.insert({
      request_uri_hash: hashToken(request_uri),
      client_id,
      parameters,
      created_at: now,
      expires_at: now + LIFETIME,
    });
    return { request_uri, expires_in: LIFETIME };
  }

  /**
   * @param carried whether it arrived here in time before, as its ticket proves
   * @throws OAuthError invalid_request_uri: unknown, another client's, expired and used all get the same words
   */
  async find(requestUri: string, { client_id }: Client, carried: boolean): Promise<PushedRequest> {
    const row = await this.requests.find(hashToken(requestUri));
    if (!row || row.client_id !== client_id) throw unusable('unknown');
    if (row.spent_at !== null) throw unusable('spent');
    if (!carried && row.expires_at <= this.clock.now()) throw unusable('expired');
    return {
      parameters: Parameters.fromQuery(row.parameters),
      spend: (within) => this.spend(row, within),
    };
  }

  private async spend(
    { request_uri_hash, client_id }: PushedRequestEntity,
    within: Statements,
  ): Promise<void> {
    if (await this.requests.spend(request_uri_hash, this.clock.now(), within)) return;
    const { code, description, rule } = unusable('spent');
    throw new UntrustedRequestError('request_uri', { code, description, rule, client_id });
  }
}

function unusable(why: 'unknown' | 'spent' | 'expired'): OAuthError {
  return new OAuthError(
    'invalid_request_uri',
    'request_uri is unknown, has expired or was used; push the request again',
    { rule: `pushed_request.${why}` },
  );
}
