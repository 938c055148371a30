import { Controller, Get, Header, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ChangeFeed, Database } from '#libs/storage';
import { LiveDto, ReadinessDto } from './health.dto.js';

/** For load balancers and orchestrators. */
@Controller('health')
@ApiTags('Operations')
export class HealthController {
  constructor(
    private readonly database: Database,
    private readonly changes: ChangeFeed,
  ) {}

  /** The process runs; nothing else is asked. Restart it when this fails. */
  @Get('live')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ operationId: 'live', summary: 'Whether the process runs' })
  @ApiOkResponse({ type: LiveDto, description: 'It does.' })
  live(): LiveDto {
    return { status: 'ok' };
  }

  /** The process can serve: the database answers, and the registry data is fresh. Send it no requests when this fails. */
  @Get('ready')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ operationId: 'ready', summary: 'Whether the process can serve requests' })
  @ApiOkResponse({ type: ReadinessDto, description: 'It can.' })
  @ApiServiceUnavailableResponse({ type: ReadinessDto, description: 'It can’t; `checks` says why.' })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadinessDto> {
    const checks = { database: await this.databaseAnswers(), registry: this.changes.healthy() };
    const ready = checks.database && checks.registry;
    if (!ready) reply.code(503);
    return { status: ready ? 'ok' : 'unavailable', checks };
  }

  private async databaseAnswers(): Promise<boolean> {
    return this.database.row('SELECT 1 AS one').then(
      () => true,
      () => false,
    );
  }
}
