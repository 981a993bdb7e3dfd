import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { queryKeys } from '@/lib/query-keys';

export async function processTranscript(transcriptId: string): Promise<void> {
  await unwrap(
    api.POST('/v1/transcripts/{transcript_id}/process', {
      params: { path: { transcript_id: transcriptId } },
    }),
  );
}

export function useProcessTranscript() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: processTranscript,
    onSuccess: async (_done, transcriptId) => {
      client.removeQueries({ queryKey: queryKeys.waveform(transcriptId), type: 'inactive' });
      client.removeQueries({ queryKey: queryKeys.pipeline(transcriptId), type: 'inactive' });
      void client.invalidateQueries({ queryKey: queryKeys.topics(transcriptId), refetchType: 'none' });
      await Promise.all([
        client.invalidateQueries({ queryKey: queryKeys.transcript(transcriptId) }),
        client.invalidateQueries({ queryKey: queryKeys.pipeline(transcriptId) }),
        client.invalidateQueries({ queryKey: queryKeys.lists }),
      ]);
    },
  });
}
