import { Body, Post } from '@nestjs/common';
import { KeyWithdrawal } from '#libs/keys';
import { By } from '../access/admin.guard.js';
import type { Administrator } from '../access/administrator.js';
import { RequiresPermission } from '../access/requires-permission.js';
import { AdminController } from '../admin-controller.js';
import { Operation } from '../openapi/describe-operation.js';
import { Takes } from '../openapi/takes.js';
import { KeyId } from '../parameters/index.js';
import { ProblemError } from '../problems/problem-error.js';
import { WITHDRAWAL_ENDS, WITHDRAWAL_KEEPS, WithdrawKeyDto, WithdrawnKeyDto } from './withdrawal.dto.js';

const list = (lines: readonly string[]) => lines.map((line) => `- ${line}`).join('\n');

/** The end of a key that was stolen. */
@AdminController('keys/:kid', 'Keys')
export class KeyWithdrawalController {
  constructor(private readonly withdrawal: KeyWithdrawal) {}

  @Post('withdraw')
  @RequiresPermission('keys:withdraw')
  @Operation('withdrawKey', 'Withdraw a stolen key at once', {
    type: WithdrawnKeyDto,
    description:
      'For a key whose private half somebody else has. It leaves the published keys, and Portico takes nothing that it ' +
      'signed for its own any more. When it signed, or was to sign next, a new key takes its place at once. To replace ' +
      `a key in peace, rotate it instead.\n\nThis ends:\n${list(WITHDRAWAL_ENDS)}\n\nThis doesn’t:\n${list(WITHDRAWAL_KEEPS)}`,
  })
  @Takes(WithdrawKeyDto, { 'I know what ends': { confirm: true } })
  async withdraw(
    @KeyId() kid: string,
    @Body() _confirmed: WithdrawKeyDto,
    @By() by: Administrator,
  ): Promise<WithdrawnKeyDto> {
    const withdrawn = await this.withdrawal.withdraw(kid, by.actor);
    if (!withdrawn)
      throw new ProblemError('not_found', 'There is no such key; perhaps it was withdrawn already.');
    return WithdrawnKeyDto.of(withdrawn);
  }
}
