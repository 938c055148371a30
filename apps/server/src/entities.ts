import { accountEntities } from '#libs/accounts';
import { auditEntities } from '#libs/audit';
import { authorizationEntities } from '#libs/authorization';
import { clientEntities } from '#libs/clients';
import { keyEntities } from '#libs/keys';
import { logoutEntities } from '#libs/logout';
import { policyEntities } from '#libs/policies';
import { sessionEntities } from '#libs/sessions';
import { signInEntities } from '#libs/sign-in';
import type { EntityClass } from '#libs/storage';
import { tokenEntities } from '#libs/tokens';

/** Every entity of every lib: the one list that the data source and the TypeORM command line share. */
export const entities: readonly EntityClass[] = [
  ...accountEntities,
  ...auditEntities,
  ...authorizationEntities,
  ...clientEntities,
  ...keyEntities,
  ...logoutEntities,
  ...policyEntities,
  ...sessionEntities,
  ...signInEntities,
  ...tokenEntities,
];
