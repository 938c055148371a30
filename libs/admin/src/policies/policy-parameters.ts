import { pathParameter } from '../parameters/path-parameter.js';

const UUID = {
  matches: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  rule: 'must be a UUID in lower case',
  example: '3f0c9a52-7c1e-4f0e-9d43-0b6c2f7a1e55',
};

export const PolicyId = pathParameter('policy_id', { ...UUID, description: 'The `id` of an access policy.' });
export const GroupId = pathParameter('group_id', { ...UUID, description: 'The `id` of a group.' });

export const RoleName = pathParameter('role', {
  matches: /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/,
  rule: 'must be 1 to 64 letters, digits and . _ : -',
  description: 'A role that people have in applications.',
  example: 'editor',
});
