import { Get, Query } from '@nestjs/common';
import { Refusals } from '#libs/audit';
import { RequiresPermission } from '../access/requires-permission.js';
import { AdminController } from '../admin-controller.js';
import { Operation } from '../openapi/describe-operation.js';
import { Reference } from '../parameters/index.js';
import { ProblemError } from '../problems/problem-error.js';
import { RefusalDto, RefusalPageDto, RefusalQueryDto } from './refusal.dto.js';

/** Why requests were refused, by the reference that the person was shown. */
@AdminController('refusals', 'Audit')
export class RefusalsController {
  constructor(private readonly refusals: Refusals) {}

  @Get()
  @RequiresPermission('refusals:read')
  @Operation('listRefusals', 'List what was refused', {
    type: RefusalPageDto,
    description: 'Kept for 14 days; under a flood of refusals, a sample of them.',
    problems: ['validation_failed'],
  })
  async list(@Query() query: RefusalQueryDto): Promise<RefusalPageDto> {
    const { refusals, next_cursor } = await this.refusals.list(query);
    return { items: refusals.map(RefusalDto.of), ...(next_cursor !== undefined && { next_cursor }) };
  }

  @Get(':reference')
  @RequiresPermission('refusals:read')
  @Operation('getRefusal', 'Find out why a request was refused', {
    type: RefusalDto,
    description: 'Kept for 14 days; under a flood of refusals, a sample of them.',
  })
  async get(@Reference() reference: string): Promise<RefusalDto> {
    const refusal = await this.refusals.find(reference);
    if (refusal) return RefusalDto.of(refusal);
    throw new ProblemError('not_found', 'Nothing is known of this reference (any more).');
  }
}
