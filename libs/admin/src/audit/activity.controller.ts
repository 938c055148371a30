import { Get, Query } from '@nestjs/common';
import { Activity } from '#libs/audit';
import { RequiresPermission } from '../access/requires-permission.js';
import { AdminController } from '../admin-controller.js';
import { Operation } from '../openapi/describe-operation.js';
import { ActivityDto, ActivityQueryDto } from './activity.dto.js';

/** What goes on, in numbers. */
@AdminController('activity', 'Audit')
export class ActivityController {
  constructor(private readonly activity: Activity) {}

  @Get()
  @RequiresPermission('activity:read')
  @Operation('getActivity', 'Count sign-ins and refusals over time', {
    type: ActivityDto,
    problems: ['validation_failed'],
  })
  get(@Query() { hours }: ActivityQueryDto): Promise<ActivityDto> {
    return this.activity.of(hours);
  }
}
