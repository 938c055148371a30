import { IsIn } from 'class-validator';

export const ACCESS_STARTS = ['unrestricted', 'denied'] as const;
export type AccessStart = (typeof ACCESS_STARTS)[number];

/** What new clients and people may have before an administrator says so. */
export class AccessSettings {
  /** `denied`: nothing, until they are given an access policy or made unrestricted. */
  @IsIn(ACCESS_STARTS, { message: `must be ${ACCESS_STARTS.join(' or ')}` })
  readonly start: AccessStart;

  constructor({ start = 'unrestricted' }: Partial<Pick<AccessSettings, 'start'>> = {}) {
    this.start = start;
    Object.freeze(this);
  }

  /** Whether whoever is new is unrestricted. */
  get unrestricted(): boolean {
    return this.start === 'unrestricted';
  }
}
