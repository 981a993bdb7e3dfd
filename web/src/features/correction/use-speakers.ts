import { useMemo } from 'react';
import type { Participant, TopicWithWords } from '@/lib/api/types';

/** Voices of all topics, with those of words that are on their way. */
export function useSpeakers(topics: readonly TopicWithWords[], words: readonly { speaker: number }[]) {
  const all = useMemo(() => {
    const speakers = new Set<number>();
    for (const topic of topics) for (const word of topic.words) speakers.add(word.speaker);
    return speakers;
  }, [topics]);
  return useMemo(
    () => [...new Set([...all, ...words.map((word) => word.speaker)])].sort((a, b) => a - b),
    [all, words],
  );
}

/** The lowest number that no word and no participant has. */
export function freeSpeaker(speakers: readonly number[], participants: readonly Participant[]) {
  const taken = new Set([...speakers, ...participants.map(({ speaker }) => speaker)]);
  let number = 0;
  while (taken.has(number)) number += 1;
  return number;
}
