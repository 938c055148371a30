import type { Examples } from '../openapi/takes.js';

const policy_id = '3f0c9a52-7c1e-4f0e-9d43-0b6c2f7a1e55';

export const ACCESS_EXAMPLES: Examples = {
  'What one policy allows': { access_policies: [{ policy_id, parameters: { region: 'north' } }] },
  Everything: { unrestricted: true, access_policies: [] },
  Nothing: { unrestricted: false, access_policies: [] },
};

export const SHARED_ACCESS_EXAMPLES: Examples = {
  'One policy': { access_policies: [{ policy_id, parameters: { region: 'north' } }] },
  None: { access_policies: [] },
};
