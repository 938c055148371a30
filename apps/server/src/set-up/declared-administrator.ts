import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { SetUpSettings } from '#libs/config';
import { FirstAdministrator } from './first-administrator.js';
import { SetUpLink } from './set-up-link.js';
import { AlreadySetUp, SetUpState } from './set-up-state.js';

/** Makes the first administrator that the configuration declares, when there is none yet. */
@Injectable()
export class DeclaredAdministrator implements OnApplicationBootstrap {
  private readonly logger = new Logger(DeclaredAdministrator.name);

  constructor(
    private readonly settings: SetUpSettings,
    private readonly state: SetUpState,
    private readonly link: SetUpLink,
    private readonly first: FirstAdministrator,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { admin_email: email, admin_password: password } = this.settings;
    if (!email || !password || this.state.isDone()) return;
    try {
      await this.first.create({ email, password }, (within) => this.link.withdraw(within));
      this.logger.warn('the first administrator was created from the configuration');
    } catch (error) {
      if (!(error instanceof AlreadySetUp)) throw error;
    }
  }
}
