import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { FilterQuery, SavedFilter } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';

export const getFilters = (signal?: AbortSignal): Promise<SavedFilter[]> =>
  unwrap(api.GET('/v1/user/filters', { signal }));

export const saveFilter = (filter: { name: string; query: FilterQuery }): Promise<SavedFilter> =>
  unwrap(api.POST('/v1/user/filters', { body: filter }));

export const deleteFilter = (id: string) =>
  unwrap(api.DELETE('/v1/user/filters/{filter_id}', { params: { path: { filter_id: id } } }));

export function useFilters(enabled: boolean) {
  return useQuery({ queryKey: queryKeys.filters, queryFn: ({ signal }) => getFilters(signal), enabled });
}

export function useSaveFilter() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: saveFilter,
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.filters }),
  });
}

export function useDeleteFilter() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: deleteFilter,
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.filters }),
  });
}
