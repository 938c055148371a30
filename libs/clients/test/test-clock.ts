import { Clock } from '#libs/clock';

/** A clock that a test moves. */
export class TestClock extends Clock {
  private ms = 1_700_000_000_000;

  override nowMs(): number {
    return this.ms;
  }

  pass(seconds: number): void {
    this.ms += seconds * 1000;
  }
}
