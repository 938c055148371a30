import { randomToken } from '#libs/secrets';

/** A name for one request, in the log, in its answer and in the records that it leaves. Never taken from outside. */
export function requestId(): string {
  return randomToken(12);
}
