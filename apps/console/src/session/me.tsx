import { createContext, useContext } from 'react';
import { queries, type Schemas } from '../api/client';
import { ApiProblem } from '../api/problem';

export type Me = Schemas['Me'];
export type Permission = Me['permissions'][number];

const MeContext = createContext<Me | undefined>(undefined);
export const MeProvider = MeContext.Provider;

/** Who is signed in, as the API sees them; `refused` says why it doesn't let them in. */
export function useMyself(): { readonly me: Me | undefined; readonly refused: string | undefined } {
  const { data, error } = queries.useQuery('get', '/admin/v1/me', {}, { staleTime: 60_000 });
  const problem: unknown = error;
  const refused = problem instanceof ApiProblem && problem.status !== 401 ? problem.message : undefined;
  return { me: data, refused };
}

/** Whoever looks at the page. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error('no MeProvider above');
  return me;
}

/** Whether they may; what one may not is not offered, and the API refuses it in any case. */
export function useMay(permission: Permission): boolean {
  return useMe().permissions.includes(permission);
}
