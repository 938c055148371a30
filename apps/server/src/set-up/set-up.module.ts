import { Module } from '@nestjs/common';
import { AccountsModule } from '#libs/accounts';
import { DeclaredAdministrator } from './declared-administrator.js';
import { FirstAdministrator } from './first-administrator.js';
import { SetUpLink } from './set-up-link.js';
import { SetUpLinkFile } from './set-up-link-file.js';
import { SetUpState } from './set-up-state.js';

/** The first administrator. */
@Module({
  imports: [AccountsModule],
  providers: [DeclaredAdministrator, FirstAdministrator, SetUpLink, SetUpLinkFile, SetUpState],
  exports: [FirstAdministrator, SetUpLink, SetUpLinkFile, SetUpState],
})
export class SetUpModule {}
