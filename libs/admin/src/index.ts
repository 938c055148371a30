export { type Permission, ROLE_PERMISSIONS } from './access/permissions.js';
export { AdminModule } from './admin.module.js';
export { ADMIN_PATH } from './admin-controller.js';
export { ProblemDto } from './problems/problem.dto.js';
export { INVITATION_LIFETIME } from './users/invitations.js';
