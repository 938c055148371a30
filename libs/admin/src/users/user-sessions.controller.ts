import { Delete, Get } from '@nestjs/common';
import { By } from '../access/admin.guard.js';
import type { Administrator } from '../access/administrator.js';
import { RequiresPermission } from '../access/requires-permission.js';
import { AdminController } from '../admin-controller.js';
import { Operation } from '../openapi/describe-operation.js';
import { SessionId, UserId } from '../parameters/index.js';
import { SessionDto, SessionListDto } from './session.dto.js';
import { UserSessions } from './user-sessions.js';

/** Where a person is signed in. */
@AdminController('users/:id/sessions', 'Users')
export class UserSessionsController {
  constructor(private readonly sessions: UserSessions) {}

  @Get()
  @RequiresPermission('users:read')
  @Operation('listUserSessions', 'List the browsers in which a person is signed in', { type: SessionListDto })
  async list(@UserId() id: string): Promise<SessionListDto> {
    return { items: (await this.sessions.listOf(id)).map(SessionDto.of) };
  }

  @Delete()
  @RequiresPermission('users:sessions')
  @Operation('endUserSessions', 'Sign a person out everywhere', {
    status: 204,
    description: 'What clients got for offline use (`offline_access`) stays: revoke the consents to end it.',
  })
  endAll(@UserId() id: string, @By() by: Administrator): Promise<void> {
    return this.sessions.endAll(id, by);
  }

  @Delete(':sid')
  @RequiresPermission('users:sessions')
  @Operation('endUserSession', 'Sign a person out of one browser', {
    status: 204,
    description: 'What clients got for offline use (`offline_access`) stays: revoke the consents to end it.',
  })
  end(@UserId() id: string, @SessionId() sid: string, @By() by: Administrator): Promise<void> {
    return this.sessions.end(id, sid, by);
  }
}
