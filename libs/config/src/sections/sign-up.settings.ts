import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { IsEmailDomain, normaliseEmailDomain } from '../rules/email-domain.js';
import { MeaninglessWith, Needs } from '../rules/needs.js';

export const SIGN_UP_MODES = ['off', 'domains', 'open'] as const;
export type SignUpMode = (typeof SIGN_UP_MODES)[number];

const LIMIT = 'must be a whole number from 1 to 100000';

type Fields = Partial<Pick<SignUpSettings, 'mode' | 'domains' | 'limit'>>;

/** Whether, and which, people may make an account of their own. */
export class SignUpSettings {
  /** `domains`: who has an e-mail address there; `open`: everybody. */
  @Needs({ when: 'domains', other: 'domains', otherKey: 'PORTICO_SIGN_UP_DOMAINS' })
  @IsIn(SIGN_UP_MODES, { message: `must be ${SIGN_UP_MODES.join(', ')}` })
  readonly mode: SignUpMode;

  /** Lower case, ASCII. Absent when none is named. */
  @MeaninglessWith({ other: 'mode', value: 'open', otherKey: 'PORTICO_SIGN_UP' })
  @IsOptional()
  @IsEmailDomain({ each: true })
  readonly domains?: readonly string[];

  /** Accounts that one network may make in a quarter of an hour. */
  @IsInt({ message: LIMIT })
  @Min(1, { message: LIMIT })
  @Max(100_000, { message: LIMIT })
  readonly limit: number;

  constructor({ mode = 'off', domains = [], limit = 50 }: Fields = {}) {
    this.mode = mode;
    this.domains = domains.length > 0 ? Object.freeze(domains.map(normaliseEmailDomain)) : undefined;
    this.limit = limit;
    Object.freeze(this);
  }

  /** Whether there is a sign-up page at all. */
  get on(): boolean {
    return this.mode !== 'off';
  }

  /** @param domain as it stands in a normalised sign-in name */
  allowsDomain(domain: string): boolean {
    return this.mode === 'open' || (this.mode === 'domains' && this.domains?.includes(domain) === true);
  }
}
