import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { queryKeys } from '@/lib/query-keys';

const transcript = (transcriptId: string) => ({ path: { transcript_id: transcriptId } });
const participant = (transcriptId: string, participantId: string) => ({
  path: { transcript_id: transcriptId, participant_id: participantId },
});

export const addParticipant = (transcriptId: string, name: string, speaker: number | null) =>
  unwrap(
    api.POST('/v1/transcripts/{transcript_id}/participants', {
      params: transcript(transcriptId),
      body: { name, speaker },
    }),
  );

export const renameParticipant = (transcriptId: string, participantId: string, name: string) =>
  unwrap(
    api.PATCH('/v1/transcripts/{transcript_id}/participants/{participant_id}', {
      params: participant(transcriptId, participantId),
      body: { name },
    }),
  );

export const giveVoice = (transcriptId: string, participantId: string, speaker: number) =>
  unwrap(
    api.PATCH('/v1/transcripts/{transcript_id}/participants/{participant_id}', {
      params: participant(transcriptId, participantId),
      body: { speaker },
    }),
  );

export const removeParticipant = (transcriptId: string, participantId: string) =>
  unwrap(
    api.DELETE('/v1/transcripts/{transcript_id}/participants/{participant_id}', {
      params: participant(transcriptId, participantId),
    }),
  );

/** All words of the first voice become the second's; its name is kept, that of the first is dropped. */
export const mergeSpeakers = (transcriptId: string, from: number, to: number) =>
  unwrap(
    api.PATCH('/v1/transcripts/{transcript_id}/speaker/merge', {
      params: transcript(transcriptId),
      body: { speaker_from: from, speaker_to: to, drop_name: true },
    }),
  );

export const useNameSuggestions = (transcriptId: string, enabled: boolean) =>
  useQuery({
    queryKey: queryKeys.nameSuggestions(transcriptId),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/v1/transcripts/{transcript_id}/participants/suggestions', {
          params: transcript(transcriptId),
          signal,
        }),
      ),
    enabled,
    staleTime: 60_000,
  });
