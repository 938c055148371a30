import type { Parameters } from '#libs/protocol';

/** What of a request tells which client sent it. */
export interface ClientRequest {
  /** The `Authorization` header. */
  readonly authorization: string | undefined;
  /** The form body. */
  readonly parameters: Parameters;
}
