export interface BasicCredentials {
  readonly client_id: string;
  readonly client_secret: string;
}

const BASIC = /^basic +([A-Za-z0-9+/]+={0,2}) *$/i;

/**
 * A client's id and secret from an `Authorization: Basic` header: form-urlencoded each, joined by a colon,
 * then base64. RFC 6749 §2.3.1, RFC 7617 §2
 * @returns undefined without such a header, or when it can't be read. Whether Basic was tried at all is
 * told by `authenticationScheme`.
 */
export function parseBasicCredentials(header: string | undefined): BasicCredentials | undefined {
  const text = decodeUtf8(BASIC.exec(header ?? '')?.[1]);
  const colon = text?.indexOf(':') ?? -1;
  if (text === undefined || colon < 1) return undefined;
  const client_id = decodeFormValue(text.slice(0, colon));
  const client_secret = decodeFormValue(text.slice(colon + 1));
  return client_id === undefined || client_secret === undefined ? undefined : { client_id, client_secret };
}

function decodeUtf8(base64: string | undefined): string | undefined {
  if (base64 === undefined) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(base64, 'base64'));
  } catch {
    return undefined;
  }
}

/** RFC 6749 appendix B. NUL is refused: no id and no secret holds one. */
function decodeFormValue(text: string): string | undefined {
  try {
    const value = decodeURIComponent(text.replaceAll('+', ' '));
    return value.includes('\0') ? undefined : value;
  } catch {
    return undefined;
  }
}
