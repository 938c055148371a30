import { Injectable } from '@nestjs/common';
import { type Client, type ClientMetadata, demandsOf, effectiveRules, metadataOf } from '#libs/clients';
import { ClientSettings, Issuer } from '#libs/config';
import { CLIENT_MEMBERS } from './registration-members.js';

export const REGISTRATION_PATH = '/oauth2/register';

/** RFC 7591 §3.2.1, RFC 7592 §3 */
export interface ClientInformation extends Partial<ClientMetadata> {
  readonly client_id: string;
  /** Epoch seconds. */
  readonly client_id_issued_at: number;
  /** Only when it was just made: of those before, only the hash is kept. */
  readonly client_secret?: string;
  /** 0: never. */
  readonly client_secret_expires_at?: 0;
  readonly registration_access_token: string;
  readonly registration_client_uri: string;
}

/** What a client is told of itself. */
@Injectable()
export class ClientInformer {
  constructor(
    private readonly issuer: Issuer,
    private readonly settings: ClientSettings,
  ) {}

  tell(
    client: Client,
    secrets: { readonly registration_access_token: string; readonly client_secret?: string | undefined },
  ): ClientInformation {
    const { registration_access_token, client_secret } = secrets;
    const { client_id } = client;
    return {
      client_id,
      client_id_issued_at: client.created_at,
      ...(client_secret !== undefined && { client_secret, client_secret_expires_at: 0 }),
      registration_access_token,
      registration_client_uri: this.issuer.endpoint(`${REGISTRATION_PATH}/${encodeURIComponent(client_id)}`),
      ...this.ownMembers(client),
    };
  }

  /** What the client may say of itself, as it holds: a default that has a value is told as that. */
  private ownMembers(client: Client): Partial<ClientMetadata> {
    const { scope, id_token_signed_response_alg, require_pushed_authorization_requests } = effectiveRules(
      client,
      demandsOf(this.settings),
    );
    const members: ClientMetadata = {
      ...metadataOf(client),
      scope,
      id_token_signed_response_alg,
      require_pushed_authorization_requests,
      subject_type: client.subject_type ?? 'public',
    };
    const told = CLIENT_MEMBERS.filter((member) => members[member] !== null);
    return Object.fromEntries(told.map((member) => [member, members[member]]));
  }
}
