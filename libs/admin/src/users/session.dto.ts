import { ApiProperty } from '@nestjs/swagger';
import type { Session } from '#libs/sessions';

/** A browser in which a person is signed in. Times are epoch seconds. */
export class SessionDto {
  @ApiProperty({ description: 'The `sid` claim; not a secret.', example: 'Ywl2GCjTQ9p1vA3aUqzqkg' })
  readonly sid: string;

  @ApiProperty({ type: 'integer', description: 'When the person last proved who they are.' })
  readonly auth_time: number;

  @ApiProperty({ type: [String], description: 'How (RFC 8176).', example: ['pwd'] })
  readonly amr: readonly string[];

  @ApiProperty({ type: String, nullable: true, description: 'How strongly.' })
  readonly acr: string | null;

  @ApiProperty({ type: 'integer' })
  readonly created_at: number;

  @ApiProperty({ type: 'integer', description: 'Written every five minutes at most.' })
  readonly last_seen_at: number;

  @ApiProperty({ type: 'integer', description: 'The end, whatever the use.' })
  readonly expires_at: number;

  @ApiProperty({ type: String, nullable: true, description: 'Where the person signed in from.' })
  readonly ip: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'What the browser says it is.' })
  readonly user_agent: string | null;

  static of(session: Session): SessionDto {
    const { sid, auth_time, amr, acr, created_at, last_seen_at, expires_at, ip, user_agent } = session;
    return { sid, auth_time, amr, acr, created_at, last_seen_at, expires_at, ip, user_agent };
  }
}

/** The live ones, the last used first. */
export class SessionListDto {
  @ApiProperty({ type: [SessionDto] })
  readonly items: readonly SessionDto[];
}
