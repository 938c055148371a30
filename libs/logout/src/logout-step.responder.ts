import type { LogoutStep } from './logout-step.js';

/**
 * Answers a browser with the next step. The application that has pages provides it; this lib only decides.
 */
export abstract class LogoutStepResponder {
  /** @param request and @param reply as the HTTP server gave them */
  abstract answer(step: LogoutStep, request: unknown, reply: unknown): Promise<void>;
}
