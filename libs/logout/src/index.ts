export { LogoutModule } from './logout.module.js';
export type { LogoutRequest, PostLogoutTarget } from './logout-request.js';
export { LogoutRequests } from './logout-requests.js';
export type { LogoutStep } from './logout-step.js';
export { LogoutStepResponder } from './logout-step.responder.js';
export { SignOut } from './sign-out.js';
