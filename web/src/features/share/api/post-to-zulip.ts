import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { queryKeys } from '@/lib/query-keys';

export interface ZulipWish {
  stream: string;
  topic: string;
  include_topics: boolean;
}

export const postToZulip = (transcriptId: string, wish: ZulipWish) =>
  unwrap(
    api.POST('/v1/transcripts/{transcript_id}/zulip', {
      params: { path: { transcript_id: transcriptId }, query: wish },
    }),
  );

export function usePostToZulip(transcriptId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wish: ZulipWish) => postToZulip(transcriptId, wish),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.zulipPost(transcriptId) }),
  });
}
