import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { SetUpSettings } from '#libs/config';
import { AlreadySetUp, FirstAdministrator } from './first-administrator.js';

/** Makes the first administrator that the configuration declares, when there is none yet. */
@Injectable()
export class DeclaredAdministrator implements OnApplicationBootstrap {
  private readonly logger = new Logger(DeclaredAdministrator.name);

  constructor(
    private readonly settings: SetUpSettings,
    private readonly first: FirstAdministrator,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { admin_email: email, admin_password: password } = this.settings;
    if (!email || !password || !this.first.isMissing()) return;
    try {
      await this.first.createByConfiguration({ email, password });
      this.logger.warn('the first administrator was created from the configuration');
    } catch (error) {
      if (!(error instanceof AlreadySetUp)) throw error;
    }
  }
}
