/** `Bearer` and a `b64token`; the scheme's case is free (RFC 9110 §11.1). */
const BEARER = /^bearer +([A-Za-z0-9\-._~+/]+=*) *$/i;

/**
 * The token of an `Authorization: Bearer` header. RFC 6750 §2.1
 * @returns undefined without a header, with another scheme, or with a token outside the grammar
 */
export function parseBearer(header: string | undefined): string | undefined {
  return BEARER.exec(header ?? '')?.[1];
}
