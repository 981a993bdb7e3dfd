import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { Person } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';

export function getPeople(signal?: AbortSignal): Promise<Person[]> {
  return unwrap(api.GET('/v1/users', { signal }));
}

export function usePeople() {
  return useQuery({ queryKey: queryKeys.people, queryFn: ({ signal }) => getPeople(signal) });
}
