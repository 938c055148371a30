import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension, ApiSecurity } from '@nestjs/swagger';
import { type Permission, scopeFor } from './permissions.js';

export const REQUIRED_PERMISSION = 'portico:permission';

/** The one permission that this endpoint needs. An endpoint that names none lets nobody in. */
export function RequiresPermission(permission: Permission): MethodDecorator {
  return applyDecorators(
    SetMetadata(REQUIRED_PERMISSION, permission),
    ApiSecurity('oauth2', [scopeFor(permission)]),
    ApiExtension('x-permission', permission),
  );
}
