import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { queryKeys } from '@/lib/query-keys';

export async function getWaveform(transcriptId: string, signal?: AbortSignal): Promise<number[]> {
  const { data } = await unwrap(
    api.GET('/v1/transcripts/{transcript_id}/audio/waveform', {
      params: { path: { transcript_id: transcriptId } },
      signal,
    }),
  );
  return data;
}

export function useWaveform(transcriptId: string) {
  return useQuery({
    queryKey: queryKeys.waveform(transcriptId),
    queryFn: ({ signal }) => getWaveform(transcriptId, signal),
    staleTime: Infinity,
  });
}
