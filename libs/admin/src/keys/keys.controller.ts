import { Body, Get, Post } from '@nestjs/common';
import { KeySettings } from '#libs/config';
import { KeyRotation, ScheduledRotation, SigningKeys } from '#libs/keys';
import type { SigningAlgorithm } from '#libs/protocol';
import { By } from '../access/admin.guard.js';
import type { Administrator } from '../access/administrator.js';
import { RequiresPermission } from '../access/requires-permission.js';
import { AdminController } from '../admin-controller.js';
import { Operation } from '../openapi/describe-operation.js';
import { MayTake } from '../openapi/takes.js';
import { Algorithm } from '../parameters/index.js';
import { KeyDto, KeyListDto, RotatedKeyDto, RotateKeyDto } from './key.dto.js';

/** The keys that Portico signs with. */
@AdminController('keys', 'Keys')
export class KeysController {
  constructor(
    private readonly keys: SigningKeys,
    private readonly rotation: KeyRotation,
    private readonly schedule: ScheduledRotation,
    private readonly settings: KeySettings,
  ) {}

  @Get()
  @RequiresPermission('keys:read')
  @Operation('listKeys', 'List the published signing keys, and when they change', { type: KeyListDto })
  list(): KeyListDto {
    const items = this.keys
      .published()
      .map((key) => KeyDto.of(key, this.keys.signingKey(key.alg).kid === key.kid));
    return {
      items,
      rotation_days: this.settings.rotation_days,
      next_rotations: this.schedule.planned(),
    };
  }

  @Post(':alg/rotate')
  @RequiresPermission('keys:rotate')
  @Operation('rotateKey', 'Make the next signing key of an algorithm', {
    status: 201,
    type: RotatedKeyDto,
    description:
      'It is published now and signs an hour later; the key before stays published until its last token has expired. ' +
      'One that waits already signs as soon as it has been published for an hour, and no other is made.',
  })
  @MayTake(RotateKeyDto, { 'As planned': {}, 'At once': { immediately: true } })
  async rotate(
    @Algorithm() alg: SigningAlgorithm,
    @Body() { immediately = false }: RotateKeyDto,
    @By() by: Administrator,
  ): Promise<RotatedKeyDto> {
    return { ...(await this.rotation.rotate(alg, { immediately, by: by.actor })), alg };
  }
}
