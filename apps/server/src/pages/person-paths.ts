/** Where people do their part of an authorization request, below the issuer's path. */
export const SIGN_IN_PATH = '/sign-in';
export const SIGN_UP_PATH = '/sign-up';
export const CONSENT_PATH = '/consent';

export type PersonPath = typeof SIGN_IN_PATH | typeof SIGN_UP_PATH | typeof CONSENT_PATH;
