import { useQueryClient } from '@tanstack/react-query';

/** To be called after a client was changed: whatever shows clients reads them anew. */
export function useClientChanged(): () => Promise<void> {
  const cache = useQueryClient();
  return async () => {
    await Promise.all([
      cache.invalidateQueries({ queryKey: ['clients'] }),
      cache.invalidateQueries({ queryKey: ['get', '/admin/v1/clients/{client_id}'] }),
      cache.invalidateQueries({ queryKey: ['get', '/admin/v1/clients/{client_id}/rules'] }),
      cache.invalidateQueries({ queryKey: ['get', '/admin/v1/clients'] }),
    ]);
  };
}
