import { Get } from '@nestjs/common';
import { ClientService, demandsOf, effectiveRules } from '#libs/clients';
import { ClientSettings, Issuer } from '#libs/config';
import { RequiresPermission } from '../../access/requires-permission.js';
import { AdminController } from '../../admin-controller.js';
import { Operation } from '../../openapi/describe-operation.js';
import { ClientId } from '../../parameters/index.js';
import { snippetsFor } from './index.js';
import { SnippetDto, SnippetListDto } from './snippet.dto.js';
import { snippetClient } from './snippet-client.js';

/** How an application signs in by common libraries, ready to be copied. */
@AdminController('clients/:client_id/snippets', 'Clients')
export class SnippetsController {
  constructor(
    private readonly clients: ClientService,
    private readonly settings: ClientSettings,
    private readonly issuer: Issuer,
  ) {}

  @Get()
  @RequiresPermission('clients:read')
  @Operation('listClientSnippets', 'Read snippets for common libraries, with a client’s own values', {
    type: SnippetListDto,
    description:
      'Only those that fit the client: its kind, how it authenticates, and what is demanded of it. Its secret is in none.',
  })
  async list(@ClientId() id: string): Promise<SnippetListDto> {
    const client = await this.clients.get(id);
    const known = snippetClient(client, effectiveRules(client, demandsOf(this.settings)), this.issuer);
    return { items: snippetsFor(known).map((snippet) => SnippetDto.of(snippet, known)) };
  }
}
