import { Module } from '@nestjs/common';
import { AuthorizationModule } from '#libs/authorization';
import { ClientsModule } from '#libs/clients';
import { SignInModule } from '#libs/sign-in';
import { TokensModule } from '#libs/tokens';
import { DeviceAuthorizationController } from './device-authorization.controller.js';
import { DeviceAuthorization } from './device-authorization.js';
import { DeviceDecisions } from './device-decisions.js';
import { RequestLimit } from './request-limit.js';
import { UserCodeEntry } from './user-code-entry.js';
import { WaitingDevices } from './waiting-devices.js';

/** The device authorization grant up to the answer of a person; the token endpoint does the rest. RFC 8628 */
@Module({
  imports: [AuthorizationModule, ClientsModule, SignInModule, TokensModule],
  controllers: [DeviceAuthorizationController],
  providers: [DeviceAuthorization, DeviceDecisions, RequestLimit, UserCodeEntry, WaitingDevices],
  exports: [DeviceDecisions, UserCodeEntry, WaitingDevices],
})
export class DeviceModule {}
