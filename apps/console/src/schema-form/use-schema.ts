import { useQuery } from '@tanstack/react-query';
import { ISSUER } from '../place';
import type { ObjectSchema } from './schema';

interface Document {
  readonly components: { readonly schemas: Readonly<Record<string, { readonly properties: ObjectSchema }>> };
}

/**
 * The members of a body, from the document that Portico generates of itself: a form made of it forgets none, and says
 * what the API's documentation says.
 */
export function useSchema(name: string): ObjectSchema | undefined {
  const { data } = useQuery({
    queryKey: ['openapi'],
    queryFn: async (): Promise<Document> => (await fetch(`${ISSUER}/openapi.json`)).json(),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data?.components.schemas[name]?.properties;
}
