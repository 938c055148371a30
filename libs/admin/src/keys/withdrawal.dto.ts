import { ApiProperty } from '@nestjs/swagger';
import { Equals } from 'class-validator';
import type { Withdrawal } from '#libs/keys';
import { SIGNING_ALGORITHMS, type SigningAlgorithm } from '#libs/protocol';

/** What ends with a key: to be read before, and after. */
export const WITHDRAWAL_ENDS = [
  'JWT access tokens that it signed: Portico refuses them from now on; resource servers that verify by themselves do once they fetch the keys again.',
  'ID tokens that it signed: they are no id_token_hint any more, neither to sign in nor to sign out.',
  'Logout tokens and signed userinfo answers that are on their way: applications can’t verify them.',
] as const;

/** What doesn't. */
export const WITHDRAWAL_KEEPS = [
  'Sessions, consents, authorization codes, refresh tokens and opaque access tokens, which no key signs: people stay signed in, and applications get new tokens by their next refresh.',
  'What the other keys signed.',
] as const;

/** That the administrator knows what ends. */
export class WithdrawKeyDto {
  @ApiProperty({ enum: [true], description: 'That you have read what ends. It can’t be undone.' })
  @Equals(true, {
    message: 'must be true, to say that you know what ends with the key: see the documentation',
  })
  readonly confirm: true;
}

export class SuccessorDto {
  @ApiProperty({ example: 'eGp0Qd8cVw1R7nYb3sZ2mXkJt5uLhA9fEoCgI4iNqTw' })
  readonly kid: string;

  @ApiProperty({ type: 'integer', description: 'Epoch seconds.', example: 1_795_482_000 })
  readonly signs_from: number;
}

/** A key that was withdrawn, and what that ended. */
export class WithdrawnKeyDto {
  @ApiProperty({ example: 'Zk3vN0sWq2T8yHcLr5uXbE1oJd7aPfMg9iQnVtKwCzA' })
  readonly kid: string;

  @ApiProperty({ enum: SIGNING_ALGORITHMS })
  readonly alg: SigningAlgorithm;

  @ApiProperty({ description: 'Whether it signed until now. If not, little that it signed was alive.' })
  readonly signed: boolean;

  @ApiProperty({ type: SuccessorDto, description: 'The key that signs now.' })
  readonly successor: SuccessorDto;

  @ApiProperty({ type: [String], description: 'What ended.', example: WITHDRAWAL_ENDS })
  readonly ends: readonly string[];

  @ApiProperty({ type: [String], description: 'What did not.', example: WITHDRAWAL_KEEPS })
  readonly keeps: readonly string[];

  static of({ kid, alg, signed, successor }: Withdrawal): WithdrawnKeyDto {
    return { kid, alg, signed, successor, ends: WITHDRAWAL_ENDS, keeps: WITHDRAWAL_KEEPS };
  }
}
