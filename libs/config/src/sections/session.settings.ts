import { Min } from 'class-validator';
import { NotLongerThan } from '../rules/not-longer-than.js';

/** How long a person stays signed in, in seconds. */
export class SessionSettings {
  /** Without any use. */
  @Min(60, { message: 'must be a whole number of seconds, 60 or more' })
  @NotLongerThan('absolute_lifetime', 'PORTICO_SESSION_ABSOLUTE_LIFETIME')
  readonly idle_lifetime: number;

  /** However much it is used. */
  @Min(60, { message: 'must be a whole number of seconds, 60 or more' })
  readonly absolute_lifetime: number;

  constructor(values: Pick<SessionSettings, 'idle_lifetime' | 'absolute_lifetime'>) {
    this.idle_lifetime = values.idle_lifetime;
    this.absolute_lifetime = values.absolute_lifetime;
    Object.freeze(this);
  }
}
