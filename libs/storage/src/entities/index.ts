import { ChangeTombstoneEntity } from './change-tombstone.entity.js';
import { ChangeVersionEntity } from './change-version.entity.js';
import { LeaseEntity } from './lease.entity.js';
import { SettingEntity } from './setting.entity.js';

export const storageEntities = [
  SettingEntity,
  ChangeVersionEntity,
  ChangeTombstoneEntity,
  LeaseEntity,
] as const;
