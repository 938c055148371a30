import { Module } from '@nestjs/common';
import { AccountsModule } from '#libs/accounts';
import { DeclaredAdministrator } from './declared-administrator.js';
import { FirstAdministrator } from './first-administrator.js';
import { SetUpLink } from './set-up-link.js';

/** The first administrator. */
@Module({
  imports: [AccountsModule],
  providers: [DeclaredAdministrator, FirstAdministrator, SetUpLink],
  exports: [FirstAdministrator, SetUpLink],
})
export class SetUpModule {}
