import { Max, Min } from 'class-validator';

/** Lifetimes that hold for every client, in seconds; the others belong to the client's row. */
export class TokenSettings {
  /** A constant on purpose: RFC 6749 §4.1.2 asks for a short life and no client needs a longer one. */
  readonly code_lifetime = 60;

  /** How long a refresh token that was just rotated still gets the same successor; 0 is never. */
  @Min(0, { message: 'must be a whole number of seconds, 0 to 60' })
  @Max(60, { message: 'must be a whole number of seconds, 0 to 60' })
  readonly refresh_grace: number;

  constructor(values: Pick<TokenSettings, 'refresh_grace'>) {
    this.refresh_grace = values.refresh_grace;
    Object.freeze(this);
  }
}
