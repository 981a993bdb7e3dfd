import { api, unwrap } from '@/lib/api/client';
import type { EditedTopic, TopicWithWords } from '@/lib/api/types';
import type { WordRange } from '../words/follow-range';

/** Whom words are given to: a voice, a participant, or somebody new. */
export type Voice = { speaker: number } | { participant: string } | { name: string };

const path = (transcriptId: string, topic: TopicWithWords) => ({
  path: { transcript_id: transcriptId, topic_id: topic.id },
});

export function replaceWords(
  transcriptId: string,
  topic: TopicWithWords,
  range: WordRange,
  text: string,
): Promise<EditedTopic> {
  return unwrap(
    api.PATCH('/v1/transcripts/{transcript_id}/topics/{topic_id}/words', {
      params: path(transcriptId, topic),
      body: { ...range, text, text_version: topic.text_version },
    }),
  );
}

export function assignWords(
  transcriptId: string,
  topic: TopicWithWords,
  range: WordRange,
  voice: Voice,
): Promise<EditedTopic> {
  return unwrap(
    api.PATCH('/v1/transcripts/{transcript_id}/topics/{topic_id}/words/speaker', {
      params: path(transcriptId, topic),
      body: { ...range, ...voice, text_version: topic.text_version },
    }),
  );
}
