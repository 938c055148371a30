import { useQueryClient } from '@tanstack/react-query';

/** To be called after a person was changed: whatever shows people reads them anew. */
export function usePersonChanged(): () => Promise<void> {
  const cache = useQueryClient();
  return async () => {
    await Promise.all([
      cache.invalidateQueries({ queryKey: ['people'] }),
      ...(['', '/sessions', '/consents'] as const).map((path) =>
        cache.invalidateQueries({ queryKey: ['get', `/admin/v1/users/{id}${path}`] }),
      ),
    ]);
  };
}
