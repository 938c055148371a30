export { frameOriginOf } from '../html/frame-origin.js';
export {
  contentSecurityPolicy,
  type PageHeaderOptions,
  type PageSources,
  pageHeaders,
} from '../html/page-headers.js';
export { LANGUAGES, type Language, negotiateLanguage } from '../messages/language.js';
export { type Messages, messagesFor } from '../messages/messages.js';
export { STYLESHEET } from '../styles/stylesheet.js';
export { renderAccount } from './account.view.js';
export { renderConsent } from './consent.view.js';
export { renderDevice, renderDeviceConfirm, renderDeviceDone } from './device.view.js';
export { renderError } from './error.view.js';
export { renderInvitation, renderInvitationDead, renderInvitationDone } from './invitation.view.js';
export type * from './models/account.js';
export type * from './models/device.js';
export type * from './models/onboarding.js';
export * from './models/outcome.js';
export type * from './models/page.js';
export type * from './models/sign-in.js';
export type * from './models/sign-out.js';
export type * from './models/sign-up.js';
export { imageOrigins } from './parts/client.js';
export { renderFormPost, renderSelfPost } from './posting.view.js';
export { renderSetUp, renderSetUpDead, renderSetUpDone } from './set-up.view.js';
export { renderSignIn } from './sign-in.view.js';
export { renderSignedOut, renderSignOutConfirm } from './sign-out.view.js';
export { renderSignUp } from './sign-up.view.js';
export { renderSigningOut } from './signing-out.view.js';
export { renderWelcome } from './welcome.view.js';
