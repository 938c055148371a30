import { Body, Delete, Get, Patch, Post, Put, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ClientService } from '#libs/clients';
import { Issuer } from '#libs/config';
import { By } from '../access/admin.guard.js';
import type { Administrator } from '../access/administrator.js';
import { RequiresPermission } from '../access/requires-permission.js';
import { ADMIN_PATH, AdminController } from '../admin-controller.js';
import { Operation } from '../openapi/describe-operation.js';
import { Takes, TakesMergePatch } from '../openapi/takes.js';
import { ClientId } from '../parameters/index.js';
import { IfMatch } from '../preconditions/if-match.param.js';
import type { Precondition } from '../preconditions/precondition.js';
import { ClientDto } from './client.dto.js';
import { ClientAdministration } from './client-administration.js';
import { CLIENT_EXAMPLES, CLIENT_PATCH_EXAMPLES } from './client-examples.js';
import { ClientInputDto, CreateClientDto } from './client-input.dto.js';
import { ClientPageDto, ClientQueryDto } from './client-page.dto.js';

/** Client applications: RFC 7591's metadata, under an administrator's hand. */
@AdminController('clients', 'Clients')
export class ClientsController {
  constructor(
    private readonly administration: ClientAdministration,
    private readonly clients: ClientService,
    private readonly issuer: Issuer,
  ) {}

  @Post()
  @RequiresPermission('clients:write')
  @Operation('createClient', 'Register a client', {
    status: 201,
    type: ClientDto,
    tagged: true,
    description:
      'The answer holds `client_secret`, if the client authenticates with one: this once, so keep it.',
    problems: ['client_id_taken'],
  })
  @Takes(CreateClientDto, CLIENT_EXAMPLES)
  async create(
    @Body() sent: unknown,
    @By() by: Administrator,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ClientDto> {
    const client = await this.administration.create(sent, by);
    const { client_id } = client;
    reply.header('location', this.issuer.endpoint(`/${ADMIN_PATH}/clients/${encodeURIComponent(client_id)}`));
    return client;
  }

  @Get()
  @RequiresPermission('clients:read')
  @Operation('listClients', 'List clients', { type: ClientPageDto, problems: ['validation_failed'] })
  async list(@Query() query: ClientQueryDto): Promise<ClientPageDto> {
    const { clients, next_cursor } = await this.clients.list(query);
    const items = clients.map((client) => this.administration.shown({ client }));
    return { items, ...(next_cursor !== undefined && { next_cursor }) };
  }

  @Get(':client_id')
  @RequiresPermission('clients:read')
  @Operation('getClient', 'Read a client', { type: ClientDto, tagged: true })
  async get(@ClientId() id: string): Promise<ClientDto> {
    return this.administration.shown({ client: await this.clients.get(id) });
  }

  @Put(':client_id')
  @RequiresPermission('clients:write')
  @Operation('replaceClient', 'Replace a client’s metadata', {
    type: ClientDto,
    tagged: true,
    description:
      'A member that is left out goes back to its default; only `status` stays. What was read may be sent back whole: ' +
      'read-only members are accepted as they are.',
  })
  @Takes(ClientInputDto, CLIENT_EXAMPLES)
  replace(
    @ClientId() id: string,
    @Body() sent: unknown,
    @IfMatch({ required: true }) precondition: Precondition,
    @By() by: Administrator,
  ): Promise<ClientDto> {
    return this.administration.replace(id, sent, precondition, by);
  }

  @Patch(':client_id')
  @RequiresPermission('clients:write')
  @Operation('updateClient', 'Change some of a client’s metadata', {
    type: ClientDto,
    tagged: true,
    description: 'A JSON merge patch (RFC 7396): null takes a member back to its default.',
  })
  @TakesMergePatch(ClientInputDto, CLIENT_PATCH_EXAMPLES)
  patch(
    @ClientId() id: string,
    @Body() patch: unknown,
    @IfMatch() precondition: Precondition,
    @By() by: Administrator,
  ): Promise<ClientDto> {
    return this.administration.patch(id, patch, precondition, by);
  }

  @Delete(':client_id')
  @RequiresPermission('clients:write')
  @Operation('deleteClient', 'Delete a client', {
    status: 204,
    description: 'Its tokens end at once, and what people agreed to is forgotten.',
  })
  delete(
    @ClientId() id: string,
    @IfMatch() precondition: Precondition,
    @By() by: Administrator,
  ): Promise<void> {
    return this.administration.delete(id, precondition, by);
  }
}
