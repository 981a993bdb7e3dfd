import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { Transcript, TranscriptUpdate } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';

export function updateTranscript(transcriptId: string, change: TranscriptUpdate): Promise<Transcript> {
  return unwrap(
    api.PATCH('/v1/transcripts/{transcript_id}', {
      params: { path: { transcript_id: transcriptId } },
      body: change,
      // Arrives even when the tab is closed right after; browsers allow it up to 64 KiB.
      keepalive: JSON.stringify(change).length < 16_000,
    }),
  );
}

/** Shows the change at once and takes it back when the server refuses it. */
export function useUpdateTranscript(transcriptId: string) {
  const client = useQueryClient();
  const key = queryKeys.transcript(transcriptId);
  return useMutation({
    mutationFn: (change: TranscriptUpdate) => updateTranscript(transcriptId, change),
    onMutate: async (change) => {
      await client.cancelQueries({ queryKey: key });
      const before = client.getQueryData<Transcript>(key);
      if (before) client.setQueryData<Transcript>(key, { ...before, ...change } as Transcript);
      return { before };
    },
    onError: (_error, _change, context) => {
      if (context?.before) client.setQueryData(key, context.before);
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: key });
      void client.invalidateQueries({ queryKey: queryKeys.lists });
    },
  });
}
