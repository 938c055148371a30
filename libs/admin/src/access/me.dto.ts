import { ApiProperty } from '@nestjs/swagger';
import { ADMIN_ROLES, type AdminRole } from '#libs/accounts';
import { PERMISSIONS, type Permission } from './permissions.js';

/** Who calls the admin API, and what they may. */
export class MeDto {
  @ApiProperty({ description: 'As in the audit record: `account:{id}` or `client:{client_id}`.' })
  readonly actor: string;

  @ApiProperty({ type: String, nullable: true, description: 'The person’s `id`; null: a client for itself.' })
  readonly user_id: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Ada Lovelace' })
  readonly name: string | null;

  @ApiProperty({ enum: ADMIN_ROLES, nullable: true, description: 'Null: a client for itself.' })
  readonly role: AdminRole | null;

  @ApiProperty({ enum: PERMISSIONS, isArray: true, description: 'By the role; the token’s scope caps it.' })
  readonly permissions: readonly Permission[];
}
