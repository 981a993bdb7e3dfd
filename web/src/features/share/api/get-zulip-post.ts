import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { ZulipPost } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';

/** Null when the transcript was never posted. */
export async function getZulipPost(transcriptId: string, signal?: AbortSignal): Promise<ZulipPost | null> {
  const post = await unwrap(
    api.GET('/v1/transcripts/{transcript_id}/zulip', {
      params: { path: { transcript_id: transcriptId } },
      signal,
    }),
  );
  return post ?? null;
}

export const useZulipPost = (transcriptId: string, enabled: boolean) =>
  useQuery({
    queryKey: queryKeys.zulipPost(transcriptId),
    queryFn: ({ signal }) => getZulipPost(transcriptId, signal),
    enabled,
  });
