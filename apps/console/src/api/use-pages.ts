import { type QueryKey, useInfiniteQuery } from '@tanstack/react-query';

export interface Page<T> {
  readonly items: readonly T[];
  readonly next_cursor?: string;
}

/** A list that is read page by page, as one list. @param key all that the list depends on */
export function usePages<T>(key: QueryKey, read: (cursor: string | undefined) => Promise<Page<T>>) {
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Page<T>) => page.next_cursor,
    placeholderData: (before) => before,
  });
  return { ...query, items: query.data?.pages.flatMap((page) => page.items) };
}
