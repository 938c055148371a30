import { Global, Module } from '@nestjs/common';
import { AccountsModule } from '#libs/accounts';
import { AuthorizationModule, NextStepResponder } from '#libs/authorization';
import { ClientsModule } from '#libs/clients';
import { DeviceModule } from '#libs/device';
import { LogoutModule, LogoutStepResponder } from '#libs/logout';
import { SessionsModule } from '#libs/sessions';
import { SignInModule } from '#libs/sign-in';
import { TokensModule } from '#libs/tokens';
import { RefusalNotes } from '../http/refusal-notes.js';
import { SameOriginGuard } from '../http/same-origin.guard.js';
import { SetUpModule } from '../set-up/set-up.module.js';
import { AccountActions } from './account/account.actions.js';
import { AccountController } from './account/account.controller.js';
import { AccountPage } from './account/account.page.js';
import { Applications } from './account/applications.js';
import { PasswordChange } from './account/password-change.js';
import { SignOutElsewhere } from './account/sign-out-elsewhere.js';
import { AuthorizationErrorReply } from './authorization-error.reply.js';
import { BrowserReply } from './browser-reply.js';
import { CarriedVisits } from './carried-visits.js';
import { ConsentController } from './consent/consent.controller.js';
import { ConsentPage } from './consent/consent.page.js';
import { DeviceController } from './device/device.controller.js';
import { DeviceForm } from './device/device.form.js';
import { DevicePages } from './device/device.pages.js';
import { DeviceStart } from './device/device.start.js';
import { ErrorPage } from './error.page.js';
import { Flash } from './flash.js';
import { FormTickets } from './form-tickets.js';
import { InvitationController } from './invitation/invitation.controller.js';
import { InvitationForm } from './invitation/invitation.form.js';
import { InvitationPages } from './invitation/invitation.pages.js';
import { Invitations } from './invitation/invitations.js';
import { NextStepReply } from './next-step.reply.js';
import { PageAgain } from './page-again.js';
import { PersonPages } from './person-pages.js';
import { ResponseReply } from './response.reply.js';
import { SetUpController } from './set-up/set-up.controller.js';
import { SetUpForm } from './set-up/set-up.form.js';
import { SetUpPages } from './set-up/set-up.pages.js';
import { BrowserSession } from './sign-in/browser-session.js';
import { OwnPageSignIn } from './sign-in/own-page-sign-in.js';
import { PasswordSubmission } from './sign-in/password-submission.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { SignInForm } from './sign-in/sign-in.form.js';
import { SignInPage } from './sign-in/sign-in.page.js';
import { SignInAgain } from './sign-in/sign-in-again.js';
import { WaysBack } from './sign-in/ways-back.js';
import { LogoutStepReply } from './sign-out/logout-step.reply.js';
import { SignOutController } from './sign-out/sign-out.controller.js';
import { SignOutPages } from './sign-out/sign-out.pages.js';
import { SigningOutPage } from './sign-out/signing-out.page.js';
import { OwnPageSignUp } from './sign-up/own-page-sign-up.js';
import { SignUpController } from './sign-up/sign-up.controller.js';
import { SignUpForm } from './sign-up/sign-up.form.js';
import { SignUpPage } from './sign-up/sign-up.page.js';
import { SignUpSubmission } from './sign-up/sign-up-submission.js';
import { VisitReply } from './visit.reply.js';
import { WelcomeController } from './welcome.controller.js';

/** Everything that a person sees. Global, for it answers what the libs below decide. */
@Global()
@Module({
  imports: [
    AccountsModule,
    AuthorizationModule,
    ClientsModule,
    DeviceModule,
    LogoutModule,
    SessionsModule,
    SetUpModule,
    SignInModule,
    TokensModule,
  ],
  controllers: [
    AccountController,
    ConsentController,
    DeviceController,
    InvitationController,
    SetUpController,
    SignInController,
    SignOutController,
    SignUpController,
    WelcomeController,
  ],
  providers: [
    { provide: NextStepResponder, useClass: NextStepReply },
    { provide: LogoutStepResponder, useExisting: LogoutStepReply },
    AccountActions,
    AccountPage,
    Applications,
    AuthorizationErrorReply,
    BrowserReply,
    BrowserSession,
    CarriedVisits,
    ConsentPage,
    DeviceForm,
    DevicePages,
    DeviceStart,
    ErrorPage,
    Flash,
    FormTickets,
    InvitationForm,
    InvitationPages,
    Invitations,
    LogoutStepReply,
    OwnPageSignIn,
    OwnPageSignUp,
    PageAgain,
    PasswordChange,
    PasswordSubmission,
    PersonPages,
    RefusalNotes,
    ResponseReply,
    SameOriginGuard,
    SetUpForm,
    SetUpPages,
    SignInAgain,
    SignInForm,
    SignInPage,
    SignOutElsewhere,
    SignOutPages,
    SignUpForm,
    SignUpPage,
    SignUpSubmission,
    SigningOutPage,
    VisitReply,
    WaysBack,
  ],
  exports: [AuthorizationErrorReply, ErrorPage, LogoutStepResponder, NextStepResponder, RefusalNotes],
})
export class PagesModule {}
