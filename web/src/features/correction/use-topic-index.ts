import { useState } from 'react';
import type { TopicWithWords } from '@/lib/api/types';
import { stored } from '@/lib/stored';

/** The topic that this browser was at last. */
export function useTopicIndex(transcriptId: string, topics: readonly TopicWithWords[]) {
  const key = `${transcriptId}correct`;
  const [id, setId] = useState(() => stored.get(key));
  const index = Math.max(
    topics.findIndex((topic) => topic.id === id),
    0,
  );
  const go = (next: number) => {
    const topic = topics[next];
    if (topic === undefined) return;
    stored.set(key, topic.id);
    setId(topic.id);
  };
  return [index, go] as const;
}
