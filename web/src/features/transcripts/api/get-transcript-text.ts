import { api, unwrap } from '@/lib/api/client';
import type { TranscriptFormat } from '@/lib/api/types';

/** The transcript rendered by the server. JSON comes back as an indented string. */
export async function getTranscriptText(transcriptId: string, format: TranscriptFormat): Promise<string> {
  const { transcript } = (await unwrap(
    api.GET('/v1/transcripts/{transcript_id}', {
      params: { path: { transcript_id: transcriptId }, query: { transcript_format: format } },
    }),
  )) as { transcript: unknown };
  return typeof transcript === 'string' ? transcript : JSON.stringify(transcript, null, 2) + '\n';
}
