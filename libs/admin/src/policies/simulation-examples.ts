import type { Examples } from '../openapi/takes.js';

const client_id = '8d9c1a37-26b1-4c6b-a7a4-2f6f6a3f1b0e';
const user_id = '3f0c9a52-7c1e-4f0e-9d43-0b6c2f7a1e55';

export const SIMULATION_EXAMPLES: Examples = {
  'A person signs in': { client_id, user_id, scope: 'openid profile permissions' },
  'May they read this invoice?': {
    client_id,
    user_id,
    resource: { type: 'invoice', id: '4711', properties: { region: 'north' } },
    action: 'read',
  },
  'A program, from another network, next year': { client_id, network: '198.51.100.7', time: 1_827_014_400 },
};
