import { Injectable } from '@nestjs/common';
import { type Client, ClientRegistry } from '#libs/clients';
import { OwnJwtVerifier } from '#libs/keys';
import type { Parameters } from '#libs/protocol';
import type { LogoutRequest } from './logout-request.js';
import { judgeTarget } from './post-logout-target.js';

/** What an ID token of ours says about whom to sign out. */
interface Hint {
  readonly client_id: string;
  readonly sid?: string;
  readonly sub?: string;
}

/** Reads logout requests. Nothing in them is believed that an ID token of ours does not prove. */
@Injectable()
export class LogoutRequests {
  constructor(
    private readonly clients: ClientRegistry,
    private readonly jwts: OwnJwtVerifier,
  ) {}

  /** @throws OAuthError invalid_request when a parameter is repeated */
  async read(parameters: Parameters): Promise<LogoutRequest> {
    const clientId = parameters.get('client_id');
    const hint = await this.hint(parameters.get('id_token_hint'));
    const agreed = hint && (clientId === undefined || clientId === hint.client_id) ? hint : undefined;
    const named = agreed?.client_id ?? clientId;
    const known = await this.clients.decide(
      () => {
        const client = this.clients.find(named ?? '');
        return { client, ...targetOf(parameters, agreed && client) };
      },
      ({ client, rejected_target }) => (named !== undefined && !client) || rejected_target !== undefined,
    );
    return {
      ...known,
      hinted_sid: agreed?.sid,
      hinted_sub: agreed?.sub,
      ui_locales: parameters.get('ui_locales'),
    };
  }

  /** An ID token of ours, however old; anything else is as good as none. */
  private async hint(token: string | undefined): Promise<Hint | undefined> {
    if (token === undefined) return undefined;
    const claims = await this.jwts.verify(token, { typ: 'JWT', allowExpired: true, allowRetired: true });
    const client_id = claims?.['aud'];
    if (!claims || typeof client_id !== 'string') return undefined;
    return { client_id, sid: textOf(claims['sid']), sub: textOf(claims['sub']) };
  }
}

/** @param client the one that proved itself */
function targetOf(
  parameters: Parameters,
  client: Client | undefined,
): Pick<LogoutRequest, 'target' | 'rejected_target'> {
  const sent = parameters.get('post_logout_redirect_uri');
  const state = parameters.get('state');
  if (sent === undefined) return {};
  const { matched, rejected } = judgeTarget(sent, client);
  return matched ? { target: { redirect_uri: matched, state } } : { rejected_target: rejected };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
