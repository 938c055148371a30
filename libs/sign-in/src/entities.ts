import { SignInThrottleEntity } from './sign-in-throttle.entity.js';

export const signInEntities = [SignInThrottleEntity] as const;
