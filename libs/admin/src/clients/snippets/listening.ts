/** Where a program listens so that browsers reach it at its redirect URI. */
export interface Listening {
  /** Of the redirect URI, as it is sent; `/` at least. */
  readonly path: string;
  /** Of the redirect URI, percent-decoded. */
  readonly decodedPath: string;
  readonly port: number;
}

/** Behind a proxy that speaks https, the port is anybody's choice. */
const USUAL_PORT = 8000;

export function listening(redirect_uri: string): Listening {
  const { pathname, port, protocol } = new URL(redirect_uri);
  return {
    path: pathname,
    decodedPath: decoded(pathname),
    port: protocol === 'http:' ? Number(port || 80) : USUAL_PORT,
  };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // Percent-encoded octets that are no UTF-8.
  }
}

/** Whether a program can listen there at all: an operating system opens private-use schemes. RFC 8252 §7.1 */
export function isWebAddress(uri: string): boolean {
  return /^https?:/.test(uri);
}

/**
 * Whether it is what a program finds out from where it was called, query left out. openid-client tells the token endpoint
 * that, whatever it asked with.
 */
export function isPlain(uri: string): boolean {
  return isWebAddress(uri) && !uri.includes('?') && new URL(uri).href === uri;
}

/** Whether it is on the machine of whoever signs in. RFC 8252 §7.3 */
export function isLoopback(uri: string): boolean {
  return /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?=[:/?]|$)/.test(uri);
}
