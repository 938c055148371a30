import type { Claims } from './jwt-signature.js';

const MAX_LENGTH = 16_384;
const PART = '[A-Za-z0-9_-]+';
const COMPACT = new RegExp(`^(${PART})\\.(${PART})\\.(${PART})$`);

export interface ParsedJwt {
  readonly header: Claims;
  readonly claims: Claims;
}

/** The parts of a compact JWS (RFC 7515 §7.1) whose payload is a JSON object. Nothing of it is verified. */
export function parseJwt(jwt: string): ParsedJwt | undefined {
  if (jwt.length > MAX_LENGTH) return undefined;
  const [, head, payload, signature] = COMPACT.exec(jwt) ?? [];
  const header = parseObject(head);
  const claims = parseObject(payload);
  if (!header || !claims || !isCanonical(signature)) return undefined;
  return { header, claims };
}

function parseObject(part: string | undefined): Claims | undefined {
  if (part === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Claims)
      : undefined;
  } catch {
    return undefined;
  }
}

/** RFC 4648 §3.5: of several spellings of the same bytes, only the one that we write. */
function isCanonical(part: string | undefined): boolean {
  return part !== undefined && Buffer.from(part, 'base64url').toString('base64url') === part;
}
