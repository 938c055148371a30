import type { Examples } from '../openapi/takes.js';

/** People as they are added most. */
export const USER_EXAMPLES: Examples = {
  'With a link to choose a password': { email: 'camille@example.com', name: 'Camille Martin', invite: true },
  'With a password': {
    email: 'andrea@example.com',
    preferred_username: 'andrea',
    password: 'seven green herons',
    roles: ['editor'],
  },
  'Taken over from another provider': {
    sub: '248289761001',
    email: 'jane@example.com',
    email_verified: true,
    custom_attributes: { cost_center: 'R7' },
  },
};

export const USER_PATCH_EXAMPLES: Examples = {
  'Change a claim, and remove another': { family_name: 'Dubois', nickname: null },
  'Set one custom attribute': { custom_attributes: { cost_center: 'R8' } },
  'Make them an administrator': { admin_role: 'support' },
};
