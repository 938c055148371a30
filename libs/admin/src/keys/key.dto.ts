import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsOptional } from 'class-validator';
import { SIGNING_ALGORITHMS, type SigningAlgorithm } from '#libs/protocol';
import { OptionalBody } from '../validation/optional-body.js';

/** A published signing key; never its private half. */
export class KeyDto {
  @ApiProperty({
    description: 'The RFC 7638 thumbprint.',
    example: 'eGp0Qd8cVw1R7nYb3sZ2mXkJt5uLhA9fEoCgI4iNqTw',
  })
  readonly kid: string;

  @ApiProperty({ enum: SIGNING_ALGORITHMS })
  readonly alg: SigningAlgorithm;

  @ApiProperty({
    description: 'Whether it signs now. If not, it is about to, or still verifies what it signed.',
  })
  readonly signs: boolean;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'As at `/.well-known/jwks.json` (RFC 7517).',
    example: { kty: 'EC', crv: 'P-256', use: 'sig', alg: 'ES256' },
  })
  readonly public_jwk: Readonly<Record<string, unknown>>;
}

export class KeyListDto {
  @ApiProperty({ type: [KeyDto] })
  readonly items: readonly KeyDto[];
}

/** How to rotate. */
export class RotateKeyDto extends OptionalBody {
  @ApiPropertyOptional({
    description:
      'Let the new key sign at once, for when the old one leaked. Clients that remember the keys must fetch them anew. ' +
      'Default: `false`.',
  })
  @IsOptional()
  @IsBoolean({ message: 'must be true or false' })
  readonly immediately?: boolean;
}

/** A key that was just made. */
export class RotatedKeyDto {
  @ApiProperty({ example: 'eGp0Qd8cVw1R7nYb3sZ2mXkJt5uLhA9fEoCgI4iNqTw' })
  readonly kid: string;

  @ApiProperty({ enum: SIGNING_ALGORITHMS })
  readonly alg: SigningAlgorithm;

  @ApiProperty({
    type: 'integer',
    description: 'Epoch seconds. Published already, so that every client knows it by then.',
    example: 1_795_482_000,
  })
  readonly signs_from: number;
}
