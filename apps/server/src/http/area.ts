/** For whom an address answers: programs of administrators, client applications, or people in a browser. */
export type Area = 'admin' | 'protocol' | 'page';

const PROTOCOL =
  /^\/(?:access\/v1\/|oauth2\/(?:token|device_authorization|introspect|par|register|revoke|userinfo)|\.well-known\/|openapi\.json|health\/)/;

/** @param path below the issuer's path */
export function areaOf(path: string): Area {
  if (path === '/admin/v1' || path.startsWith('/admin/v1/')) return 'admin';
  return PROTOCOL.test(path) ? 'protocol' : 'page';
}

/** The path of a request's URL below the issuer's path, without the query. */
export function pathBelow(base: string, url: string): string {
  const path = url.split('?', 1)[0] ?? '';
  return path === base || path.startsWith(`${base}/`) ? path.slice(base.length) : path;
}
