/// <reference types="vite/client" />
import type { EntityClass } from '#libs/storage';

/** Every entity of every lib, found by its file name, so that none can be forgotten. */
export const allEntities: readonly EntityClass[] = Object.values(
  import.meta.glob('/libs/**/*.entity.ts', { eager: true }) as Record<string, Record<string, unknown>>,
)
  .flatMap((module) => Object.values(module))
  .filter((exported): exported is EntityClass => typeof exported === 'function');
