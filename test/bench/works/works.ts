/**
 * The works that are measured, in the order of the report. Passwords are hashed by as many at once as there are cores
 * here: more would only wait, and cost each other the cache.
 */
export const WORKS = [
  { name: 'code', letter: 'a', title: 'code flow, opaque access token', flows: 1500 },
  { name: 'refresh', letter: 'b', title: 'the same with refresh and userinfo', flows: 800 },
  { name: 'machine-rs256', letter: 'c', title: 'client_credentials, RS256 JWT', flows: 3000 },
  { name: 'machine-es256', letter: 'c', title: 'client_credentials, ES256 JWT', flows: 4000 },
  { name: 'introspection', letter: 'd', title: 'introspection', flows: 4000 },
  { name: 'userinfo', letter: 'e', title: 'userinfo', flows: 4000 },
  { name: 'metadata', letter: 'f', title: 'discovery and JWKS', flows: 6000 },
  { name: 'password', letter: 'g', title: 'sign-in with a password', flows: 300, concurrency: 2 },
] as const;

export type WorkName = (typeof WORKS)[number]['name'];
