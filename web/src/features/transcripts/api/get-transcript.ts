import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { Transcript } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';

export function getTranscript(transcriptId: string, signal?: AbortSignal): Promise<Transcript> {
  return unwrap(
    api.GET('/v1/transcripts/{transcript_id}', {
      params: { path: { transcript_id: transcriptId }, query: { transcript_format: 'none' } },
      signal,
    }),
  );
}

const isSettled = (transcript: Transcript | undefined) =>
  (transcript?.status === 'ended' || transcript?.status === 'error' || transcript?.status === 'idle') &&
  !isBeingDeleted(transcript);

const isBeingDeleted = ({ audio_deleted, audio_deletion_requested_at }: Transcript) =>
  audio_deletion_requested_at !== null && audio_deleted !== true;

export function useTranscript(transcriptId: string) {
  return useQuery({
    queryKey: queryKeys.transcript(transcriptId),
    queryFn: ({ signal }) => getTranscript(transcriptId, signal),
    // Events say when something changed; asking now and then covers a socket that a proxy swallowed.
    refetchInterval: (query) => (isSettled(query.state.data) ? false : 5_000),
  });
}
