export { ACR_PASSWORD } from './acr.js';
export { DeviceCookie } from './device/device-cookie.js';
export { signInEntities } from './entities.js';
export type { Factor } from './factors/factor.js';
export { FACTORS, type FactorName } from './factors/index.js';
export { type PasswordAttempt, SignIn, type SignInRefusal, type SignInResult } from './sign-in.js';
export { SignInModule } from './sign-in.module.js';
export { SignInThrottleEntity } from './sign-in-throttle.entity.js';
