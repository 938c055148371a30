import { IsIn, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { findResponseType, RESPONSE_TYPES, type ResponseType } from '#libs/protocol';
import { MeaninglessWith, Needs } from '../rules/needs.js';

export const REGISTRATION_MODES = ['off', 'token', 'open'] as const;
export type RegistrationMode = (typeof REGISTRATION_MODES)[number];

const LIMIT = 'must be a whole number from 1 to 100000';

interface Fields extends Partial<Pick<RegistrationSettings, 'mode' | 'token' | 'profile' | 'limit'>> {
  /** Their words in any order. */
  readonly response_types?: readonly string[];
}

/** Whether, and how, clients may register themselves. RFC 7591 */
export class RegistrationSettings {
  /** `token`: with the initial access token; `open`: whoever asks. RFC 7591 §3 */
  @Needs({ when: 'token', other: 'token', otherKey: 'PORTICO_REGISTRATION_TOKEN' })
  @IsIn(REGISTRATION_MODES, { message: `must be ${REGISTRATION_MODES.join(', ')}` })
  readonly mode: RegistrationMode;

  /** RFC 6750 §2.1 */
  @MeaninglessWith({ other: 'mode', value: 'open', otherKey: 'PORTICO_REGISTRATION' })
  @IsOptional()
  @Matches(/^(?=.{32,512}$)[A-Za-z0-9\-._~+/]+=*$/, {
    message: 'must be 32 to 512 letters, digits or - . _ ~ + /, with = only at the end',
  })
  readonly token?: string;

  /** The profile of clients that registered themselves; `libs/clients` knows which there are. */
  @Matches(/^[a-z][a-z0-9-]{0,31}$/, { message: 'must be the name of a profile' })
  readonly profile: string;

  /** What they may ask of the authorization endpoint besides `code`. RFC 9700 §2.1.2 */
  @IsIn(RESPONSE_TYPES, { each: true, message: `must be some of: ${RESPONSE_TYPES.join(', ')}` })
  readonly response_types: readonly ResponseType[];

  /** Registrations by one network in a quarter of an hour, in `open` mode. */
  @IsInt({ message: LIMIT })
  @Min(1, { message: LIMIT })
  @Max(100_000, { message: LIMIT })
  readonly limit: number;

  constructor({ mode = 'off', token, profile = 'default', response_types = [], limit = 300 }: Fields = {}) {
    this.mode = mode;
    this.token = token;
    this.profile = profile;
    this.response_types = Object.freeze(
      response_types.map((words) => findResponseType(words) ?? (words as ResponseType)),
    );
    this.limit = limit;
    Object.freeze(this);
  }

  /** Whether there is a registration endpoint at all. */
  get on(): boolean {
    return this.mode !== 'off';
  }
}
