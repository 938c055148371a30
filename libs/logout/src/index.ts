export { logoutEntities } from './entities.js';
export { LogoutModule } from './logout.module.js';
export { LogoutEndpoint } from './logout-endpoint.js';
export type { LogoutRequest, PostLogoutTarget } from './logout-request.js';
export type { ConfirmSignOut, LogoutStep, SignedOut } from './logout-step.js';
export { LogoutStepResponder } from './logout-step.responder.js';
export { SignOut } from './sign-out.js';
