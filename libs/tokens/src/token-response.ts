/** A successful answer of the token endpoint. RFC 6749 §5.1, OpenID Connect Core 1.0 §3.1.3.3 */
export interface TokenResponse {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  /** Seconds. */
  readonly expires_in: number;
  /** Space-separated; said even when it is what was asked for. Absent when nothing was granted but the token itself. */
  readonly scope?: string;
  readonly refresh_token?: string;
  readonly id_token?: string;
}
