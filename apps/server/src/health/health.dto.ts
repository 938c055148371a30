import { ApiProperty } from '@nestjs/swagger';

/** The process runs. */
export class LiveDto {
  @ApiProperty({ enum: ['ok'] })
  status: 'ok';
}

/** What serving requests takes. */
export class ChecksDto {
  @ApiProperty({ description: 'The database answers.' })
  database: boolean;

  @ApiProperty({ description: 'What this process remembers of clients, keys and settings is fresh.' })
  registry: boolean;
}

/** Whether the process can serve requests, and what keeps it from that. */
export class ReadinessDto {
  @ApiProperty({ enum: ['ok', 'unavailable'] })
  status: 'ok' | 'unavailable';

  @ApiProperty()
  checks: ChecksDto;
}
