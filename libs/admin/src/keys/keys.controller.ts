import { Body, Get, Post } from '@nestjs/common';
import { AuditTrail } from '#libs/audit';
import { SigningKeys } from '#libs/keys';
import type { SigningAlgorithm } from '#libs/protocol';
import { By } from '../access/admin.guard.js';
import type { Administrator } from '../access/administrator.js';
import { RequiresPermission } from '../access/requires-permission.js';
import { AdminController } from '../admin-controller.js';
import { Operation } from '../openapi/describe-operation.js';
import { MayTake } from '../openapi/takes.js';
import { Algorithm } from '../parameters/index.js';
import { KeyListDto, RotatedKeyDto, RotateKeyDto } from './key.dto.js';

/** The keys that Portico signs with. */
@AdminController('keys', 'Keys')
export class KeysController {
  constructor(
    private readonly keys: SigningKeys,
    private readonly trail: AuditTrail,
  ) {}

  @Get()
  @RequiresPermission('keys:read')
  @Operation('listKeys', 'List the published signing keys', { type: KeyListDto })
  list(): KeyListDto {
    const items = this.keys.jwks().keys.map((public_jwk) => {
      const { kid, alg } = public_jwk;
      return { kid, alg, signs: this.keys.signingKey(alg).kid === kid, public_jwk };
    });
    return { items };
  }

  @Post(':alg/rotate')
  @RequiresPermission('keys:rotate')
  @Operation('rotateKey', 'Make the next signing key of an algorithm', {
    status: 201,
    type: RotatedKeyDto,
    description:
      'It is published now and signs an hour later; the key before stays published until its last token has expired.',
  })
  @MayTake(RotateKeyDto, { 'As planned': {}, 'The old key leaked': { immediately: true } })
  async rotate(
    @Algorithm() alg: SigningAlgorithm,
    @Body() { immediately = false }: RotateKeyDto,
    @By() by: Administrator,
  ): Promise<RotatedKeyDto> {
    const key = await this.keys.rotate(alg, { immediately });
    const subject = `key:${key.kid}`;
    await this.trail.record({
      type: 'key.rotated',
      subject,
      outcome: 'success',
      ...by.actor,
      data: { alg, immediately },
    });
    return { ...key, alg };
  }
}
