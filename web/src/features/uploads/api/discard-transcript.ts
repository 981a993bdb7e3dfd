import { api, unwrap } from '@/lib/api/client';

/** Removes the transcript of an upload that is not wanted any more, with the chunks it holds. */
export async function discardTranscript(transcriptId: string): Promise<void> {
  await unwrap(
    api.DELETE('/v1/transcripts/{transcript_id}', { params: { path: { transcript_id: transcriptId } } }),
  );
}
