export { LANGUAGES, type Language, negotiateLanguage } from '../messages/language.js';
export { type Messages, messagesFor } from '../messages/messages.js';
export type * from './models/account.js';
export * from './models/onboarding.js';
export * from './models/outcome.js';
export type * from './models/page.js';
export type * from './models/sign-in.js';
export type * from './models/sign-out.js';
