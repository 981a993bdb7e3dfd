import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { RetentionPage } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';

export function getRetentionPreview(page: number, signal?: AbortSignal): Promise<RetentionPage> {
  return unwrap(api.GET('/v1/retention/preview', { params: { query: { page, size: 20 } }, signal }));
}

/** What goes next because its time is over. */
export function useRetentionPreview(page: number) {
  return useQuery({
    queryKey: queryKeys.retentionPreview(page),
    queryFn: ({ signal }) => getRetentionPreview(page, signal),
    placeholderData: (before) => before,
  });
}
