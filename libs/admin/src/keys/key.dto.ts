import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsOptional } from 'class-validator';
import type { SigningKey } from '#libs/keys';
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
    type: 'integer',
    description: 'Epoch seconds: when it began to sign, or will.',
    example: 1_795_482_000,
  })
  readonly signs_from: number;

  @ApiPropertyOptional({
    type: 'integer',
    description: 'Epoch seconds: when its successor takes over, or did. Absent while there is none.',
  })
  readonly signs_until?: number;

  @ApiPropertyOptional({
    type: 'integer',
    description: 'Epoch seconds: when its last token is dead, and it leaves the published keys.',
  })
  readonly published_until?: number;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'As at `/.well-known/jwks.json` (RFC 7517).',
    example: { kty: 'EC', crv: 'P-256', use: 'sig', alg: 'ES256' },
  })
  readonly public_jwk: Readonly<Record<string, unknown>>;

  static of({ kid, alg, publicJwk, ...times }: SigningKey, signs: boolean): KeyDto {
    const { signs_from, signs_until, published_until } = times;
    return {
      kid,
      alg,
      signs,
      signs_from,
      ...(Number.isFinite(signs_until) && { signs_until, published_until }),
      public_jwk: publicJwk,
    };
  }
}

/** The next change of keys of one algorithm. */
export class NextRotationDto {
  @ApiProperty({ enum: SIGNING_ALGORITHMS })
  readonly alg: SigningAlgorithm;

  @ApiPropertyOptional({ description: 'Of the next key, once it is made.' })
  readonly kid?: string;

  @ApiProperty({
    type: 'integer',
    description: 'Epoch seconds from which the next key is published.',
    example: 1_803_172_000,
  })
  readonly published_from: number;

  @ApiProperty({
    type: 'integer',
    description: 'Epoch seconds from which it signs.',
    example: 1_803_258_400,
  })
  readonly signs_from: number;
}

export class KeyListDto {
  @ApiProperty({ type: [KeyDto] })
  readonly items: readonly KeyDto[];

  @ApiProperty({
    type: 'integer',
    description: '`PORTICO_KEY_ROTATION_DAYS`: how long a key signs. 0: until an administrator rotates it.',
    example: 90,
  })
  readonly rotation_days: number;

  @ApiProperty({
    type: [NextRotationDto],
    description: 'What is planned, for each algorithm for which something is.',
  })
  readonly next_rotations: readonly NextRotationDto[];
}

/** How to rotate. */
export class RotateKeyDto extends OptionalBody {
  @ApiPropertyOptional({
    description:
      'Let a new key sign at once. Clients that remember the keys must fetch them anew. The old one still verifies: ' +
      'when it was stolen, withdraw it. Default: `false`.',
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
