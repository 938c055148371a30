import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { ChangeFeed, isUniqueViolation, Settings, type Transaction } from '#libs/storage';

/** Somebody set Portico up already; that never happens twice. */
export class AlreadySetUp extends Error {
  constructor() {
    super('there is a first administrator already');
  }
}

const SET_UP_AT = 'set_up_at';

/** Whether Portico was set up: a mark that is made once in the life of a deployment and never goes away. */
@Injectable()
export class SetUpState {
  constructor(
    private readonly settings: Settings,
    private readonly changes: ChangeFeed,
    private readonly clock: Clock,
  ) {}

  isDone(): boolean {
    return this.settings.get(SET_UP_AT) !== undefined;
  }

  /** @throws AlreadySetUp in every transaction but one */
  async markDone(within: Transaction): Promise<void> {
    try {
      await this.settings.add(within, SET_UP_AT, String(this.clock.now()));
    } catch (error) {
      throw isUniqueViolation(error) ? new AlreadySetUp() : error;
    }
  }

  /** After the commit, so that it is known of at once. */
  publish(): Promise<void> {
    return this.changes.publish();
  }
}
