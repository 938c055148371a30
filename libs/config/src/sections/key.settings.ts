import { IsInt, Max, Min } from 'class-validator';

const DAY = 24 * 3600;
const DAYS = 'must be a whole number of days from 0 to 3650; 0 is never';

/** When Portico replaces its own signing keys. */
export class KeySettings {
  /** How long a key signs until the next one takes over; 0: only when an administrator says so. */
  @IsInt({ message: DAYS })
  @Min(0, { message: DAYS })
  @Max(3650, { message: DAYS })
  readonly rotation_days: number;

  constructor({ rotation_days = 90 }: Partial<Pick<KeySettings, 'rotation_days'>> = {}) {
    this.rotation_days = rotation_days;
    Object.freeze(this);
  }

  /** Seconds; 0 is never. */
  get rotation_period(): number {
    return this.rotation_days * DAY;
  }
}
