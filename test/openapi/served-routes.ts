import { RequestMethod } from '@nestjs/common';
import type { ModulesContainer } from '@nestjs/core';

export interface ServedRoute {
  readonly method: string;
  /** Below the issuer, with parameters as OpenAPI writes them. */
  readonly path: string;
}

/** Every route of every controller, as Nest reads it, whether it is described or not; wildcards left out. */
export function servedRoutes(modules: ModulesContainer): readonly ServedRoute[] {
  const controllers = new Set(
    [...modules.values()].flatMap(({ controllers }) =>
      [...controllers.values()].map(({ metatype }) => metatype),
    ),
  );
  return [...controllers].flatMap((controller) => {
    if (!controller) return [];
    const prefixes = [Reflect.getMetadata('path', controller)].flat();
    return Object.getOwnPropertyNames(controller.prototype)
      .map((name) => controller.prototype[name])
      .filter((handler) => typeof handler === 'function' && Reflect.hasMetadata('method', handler))
      .flatMap((handler) => {
        const method = RequestMethod[Reflect.getMetadata('method', handler)] ?? '';
        const paths = [Reflect.getMetadata('path', handler)].flat();
        return prefixes.flatMap((prefix) => paths.map((path) => ({ method, path: pathOf(prefix, path) })));
      })
      .filter(({ method }) => method !== 'ALL');
  });
}

function pathOf(...parts: readonly string[]): string {
  const segments = parts.flatMap((part) => part.split('/')).filter((segment) => segment !== '');
  return `/${segments.map((segment) => segment.replace(/^:(\w+)$/, '{$1}')).join('/')}`;
}
