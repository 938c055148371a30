import { OAuthError, type OAuthErrorCode } from '#libs/protocol';

/**
 * An authorization request that can't be trusted enough to answer its sender: the person is told, on a page of
 * Portico, and the browser goes nowhere. RFC 6749 §4.1.2.1
 */
export class UntrustedRequestError extends OAuthError {
  /** When the client is known all the same, for the record. */
  readonly client_id: string | undefined;

  constructor(
    /** The parameter at fault. */
    readonly parameter: string,
    refusal: {
      readonly code: OAuthErrorCode;
      readonly description: string;
      readonly rule?: string;
      readonly facts?: object;
      readonly client_id?: string;
    },
  ) {
    super(refusal.code, refusal.description, refusal);
    this.client_id = refusal.client_id;
  }
}
