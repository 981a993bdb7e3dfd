import { api, unwrap } from './client';
import type { TopicWithWords } from './types';

/** One topic with its words. */
export async function getTopic(transcriptId: string, topicId: string): Promise<TopicWithWords> {
  const { words_per_speaker, ...topic } = await unwrap(
    api.GET('/v1/transcripts/{transcript_id}/topics/{topic_id}/words-per-speaker', {
      params: { path: { transcript_id: transcriptId, topic_id: topicId } },
    }),
  );
  return { ...topic, words: words_per_speaker.flatMap((run) => run.words) };
}
