import { Module } from '@nestjs/common';
import { AccountsModule } from '#libs/accounts';
import { ClientsModule } from '#libs/clients';
import { PoliciesModule } from '#libs/policies';
import { TokensModule } from '#libs/tokens';
import { DecisionsController } from './decisions.controller.js';
import { Evaluation } from './evaluation.js';
import { ResourceServerGuard } from './resource-server.guard.js';

/** The decision endpoint: resource servers ask what somebody may do. */
@Module({
  imports: [AccountsModule, ClientsModule, PoliciesModule, TokensModule],
  controllers: [DecisionsController],
  providers: [Evaluation, ResourceServerGuard],
})
export class DecisionsModule {}
