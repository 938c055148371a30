import { Injectable } from '@nestjs/common';
import { Consents } from '#libs/authorization';
import {
  asksForAdminScopes,
  type Client,
  ClientService,
  type ClientStatus,
  type ClientWithSecret,
} from '#libs/clients';
import { Clock } from '#libs/clock';
import { Grants } from '#libs/tokens';
import type { Administrator } from '../access/administrator.js';
import { Precondition } from '../preconditions/precondition.js';
import { invalidField } from '../problems/problem-error.js';
import { namesAdministrativeScope } from './administrative-scopes.js';
import { ClientDto } from './client.dto.js';
import { withoutReadOnlyMembers } from './read-only-members.js';

/**
 * What administrators do to clients. A client that may hold `admin:*` can act as an administrator, so whatever changes
 * it, or makes it one, needs the permission `clients:administrative` besides.
 */
@Injectable()
export class ClientAdministration {
  constructor(
    private readonly clients: ClientService,
    private readonly grants: Grants,
    private readonly consents: Consents,
    private readonly clock: Clock,
  ) {}

  async create(sent: unknown, by: Administrator): Promise<ClientDto> {
    if (namesAdministrativeScope(sent)) by.assertMay('clients:administrative');
    const { client_id, metadata } = takeClientId(sent);
    return this.shown(await this.clients.create(metadata, by.actor, { client_id }));
  }

  async replace(
    id: string,
    sent: unknown,
    precondition: Precondition,
    by: Administrator,
  ): Promise<ClientDto> {
    if (namesAdministrativeScope(sent)) by.assertMay('clients:administrative');
    return this.change(id, precondition, by, async (client) => {
      const metadata = withoutReadOnlyMembers(sent, this.shown({ client }));
      return this.shown(await this.clients.replace(id, client.version, metadata, by.actor));
    });
  }

  async patch(id: string, patch: unknown, precondition: Precondition, by: Administrator): Promise<ClientDto> {
    if (namesAdministrativeScope(patch)) by.assertMay('clients:administrative');
    return this.change(id, precondition, by, async ({ version }) =>
      this.shown(await this.clients.patch(id, version, patch, by.actor)),
    );
  }

  setStatus(
    id: string,
    status: ClientStatus,
    precondition: Precondition,
    by: Administrator,
  ): Promise<ClientDto> {
    return this.change(id, precondition, by, async ({ version }) =>
      this.shown({ client: await this.clients.setStatus(id, version, status, by.actor) }),
    );
  }

  /** What people gave it ends with it, and so does what they agreed to. */
  async delete(id: string, precondition: Precondition, by: Administrator): Promise<void> {
    await this.change(id, precondition, by, ({ version }) => this.clients.delete(id, version, by.actor));
    await this.grants.revokeOf({ client_id: id });
    await this.consents.forgetClient(id);
  }

  /** Ends everything that was issued to it, for people and for itself; what they agreed to stays. */
  async revokeTokens(id: string, by: Administrator): Promise<void> {
    await this.change(id, Precondition.NONE, by, () => this.clients.endMachineTokens(id, by.actor));
    await this.grants.revokeOf({ client_id: id });
  }

  /** Runs a change that is decided on the client as it is now, and made only if it is still so. */
  change<T>(
    id: string,
    precondition: Precondition,
    by: Administrator,
    work: (client: Client) => Promise<T>,
  ): Promise<T> {
    return precondition.change(async () => {
      const client = await this.clients.get(id);
      precondition.assertAdmits(client.version);
      if (asksForAdminScopes(client)) by.assertMay('clients:administrative');
      return work(client);
    });
  }

  shown(client: ClientWithSecret): ClientDto {
    return ClientDto.of(client, this.clock.now());
  }
}

/** A client that is taken over from another provider brings its client_id along; it is no metadata. */
function takeClientId(sent: unknown): { readonly client_id?: string; readonly metadata: unknown } {
  if (typeof sent !== 'object' || sent === null || !('client_id' in sent)) return { metadata: sent };
  const { client_id, ...metadata } = sent;
  if (typeof client_id !== 'string') throw invalidField('client_id', 'must be a string');
  return { client_id, metadata };
}
