import { PasswordFactor } from './password.factor.js';

/** Every factor. A new one is a file beside this and a line here. */
export const FACTORS = { password: PasswordFactor } as const;

export type FactorName = keyof typeof FACTORS;
