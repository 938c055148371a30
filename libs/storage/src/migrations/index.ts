import type { MigrationInterface } from 'typeorm';
import { FirstSchema1764000000000 } from './1764000000000-first-schema.js';

/** Every migration, oldest first. Each imports only `typeorm`, so that it still means the same in years. */
export const migrations: readonly (new () => MigrationInterface)[] = [FirstSchema1764000000000];
