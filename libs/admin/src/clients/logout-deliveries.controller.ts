import { Get, Post, Query } from '@nestjs/common';
import { AuditTrail } from '#libs/audit';
import { ClientService } from '#libs/clients';
import { LogoutDeliveries } from '#libs/logout';
import { By } from '../access/admin.guard.js';
import type { Administrator } from '../access/administrator.js';
import { RequiresPermission } from '../access/requires-permission.js';
import { AdminController } from '../admin-controller.js';
import { Operation } from '../openapi/describe-operation.js';
import { ClientId, DeliveryId } from '../parameters/index.js';
import { ProblemError } from '../problems/problem-error.js';
import { LogoutDeliveryDto, LogoutDeliveryPageDto, LogoutDeliveryQueryDto } from './logout-delivery.dto.js';

/** What became of telling a client that people signed out. OpenID Connect Back-Channel Logout 1.0 §2.5 */
@AdminController('clients/:client_id/logout-deliveries', 'Clients')
export class LogoutDeliveriesController {
  constructor(
    private readonly clients: ClientService,
    private readonly deliveries: LogoutDeliveries,
    private readonly trail: AuditTrail,
  ) {}

  @Get()
  @RequiresPermission('logout:read')
  @Operation('listLogoutDeliveries', 'List what became of telling a client that people signed out', {
    type: LogoutDeliveryPageDto,
    description: 'Delivered ones are kept for seven days, those that were refused or given up for thirty.',
  })
  async list(@ClientId() id: string, @Query() query: LogoutDeliveryQueryDto): Promise<LogoutDeliveryPageDto> {
    await this.clients.get(id);
    const { deliveries, next_cursor } = await this.deliveries.listOf(id, query);
    const items = deliveries.map(LogoutDeliveryDto.of);
    return { items, ...(next_cursor !== undefined && { next_cursor }) };
  }

  @Post(':delivery_id/retry')
  @RequiresPermission('logout:retry')
  @Operation('retryLogoutDelivery', 'Tell a client now, and once more if that was given up', {
    type: LogoutDeliveryDto,
    description:
      'Attempts are made for another day where it was refused or given up. One that was delivered stays as it is.',
  })
  async retry(
    @ClientId() id: string,
    @DeliveryId() deliveryId: string,
    @By() by: Administrator,
  ): Promise<LogoutDeliveryDto> {
    await this.clients.get(id);
    const found = await this.deliveries.retry(id, deliveryId);
    if (!found) throw new ProblemError('not_found', 'The client has no such delivery.');
    const { retried, delivery } = found;
    if (retried) {
      const data = { delivery_id: delivery.id, sid: delivery.sid };
      const about = { subject: `client:${id}`, client_id: id, data };
      await this.trail.record({ type: 'logout.retried', outcome: 'success', ...by.actor, ...about });
    }
    return LogoutDeliveryDto.of(delivery);
  }
}
