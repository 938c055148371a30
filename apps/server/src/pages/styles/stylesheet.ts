import { createHash } from 'node:crypto';
import { form } from './form.js';
import { frame } from './frame.js';
import { parts } from './parts.js';
import { tokens } from './tokens.js';

const text = [tokens, frame, form, parts].join('').replace(/\s+/g, ' ').trim();
const hash = createHash('sha256').update(text).digest('base64url').slice(0, 16);

/** The pages' one stylesheet. Its path changes with its text, so it may be cached for ever. */
export const STYLESHEET = {
  text,
  hash,
  /** Beneath the issuer's path. */
  path: `/assets/portico-${hash}.css`,
  contentType: 'text/css; charset=utf-8',
} as const;
