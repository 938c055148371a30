import { SIGNING_ALGORITHMS } from '#libs/protocol';
import { pathParameter } from './path-parameter.js';

const UUID = {
  matches: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  rule: 'must be a UUID in lower case',
  example: '3f0c9a52-7c1e-4f0e-9d43-0b6c2f7a1e55',
};

/** RFC 6749 §A.1, without the space. */
const CLIENT_ID = {
  matches: /^[\x21-\x7e]{1,128}$/,
  rule: 'must be 1 to 128 visible ASCII characters',
  description: 'The client’s own `client_id`.',
  example: '8d9c1a37-26b1-4c6b-a7a4-2f6f6a3f1b0e',
};

export const ClientId = pathParameter('client_id', CLIENT_ID);
export const SecretId = pathParameter('secret_id', { ...UUID, description: 'The `id` of a secret.' });
export const DeliveryId = pathParameter('delivery_id', {
  ...UUID,
  description: 'The `id` of a logout delivery.',
});
export const UserId = pathParameter('id', { ...UUID, description: 'The person’s `id` (not the `sub`).' });

export const SessionId = pathParameter('sid', {
  matches: /^[\w-]{1,43}$/,
  rule: 'must be 1 to 43 letters, digits, - and _',
  description: 'The `sid` of a session.',
  example: 'Ywl2GCjTQ9p1vA3aUqzqkg',
});

export const Reference = pathParameter('reference', {
  matches: /^[\w -]{8,20}$/,
  rule: 'must be the eight letters and digits that the person was shown',
  description: 'The reference that the person was shown; case, spaces and hyphens don’t matter.',
  example: 'K7QM2XHD',
});

export const KeyId = pathParameter('kid', {
  matches: /^[\w-]{43}$/,
  rule: 'must be an RFC 7638 thumbprint: 43 letters, digits, - and _',
  description: 'The `kid` of a key, published or retired.',
  example: 'eGp0Qd8cVw1R7nYb3sZ2mXkJt5uLhA9fEoCgI4iNqTw',
});

export const Algorithm = pathParameter('alg', {
  matches: new RegExp(`^(?:${SIGNING_ALGORITHMS.join('|')})$`),
  rule: `must be one of ${SIGNING_ALGORITHMS.join(', ')}`,
  description: 'A signing algorithm.',
  example: 'ES256',
});
