import type { QueryClient } from '@tanstack/react-query';
import { getTopic } from '@/lib/api/get-topic';
import type { TopicWithWords } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';
import type { EventFrame } from './frames';

const delayMs = 60;
const manyTopics = 4;

/** Puts a topic as it is now in place of the cached one, unless that is newer. */
export function cacheTopic(client: QueryClient, transcriptId: string, topic: TopicWithWords) {
  client.setQueryData<TopicWithWords[]>(queryKeys.topics(transcriptId), (topics) =>
    topics?.map((known) =>
      known.id === topic.id && known.text_version <= topic.text_version ? topic : known,
    ),
  );
}

/** Reads again what events say has changed of a text, and nothing else of it. */
export class FollowedText {
  private readonly client: QueryClient;
  private readonly id: string;
  private readonly told = new Map<string, number>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(client: QueryClient, transcriptId: string) {
    this.client = client;
    this.id = transcriptId;
  }

  readonly onFrame = (frame: EventFrame) => {
    if (frame.event !== 'EDITED') return;
    const { text_version, topics, participants } = frame.data;
    for (const topic of topics) this.told.set(topic, text_version);
    if (participants) void this.client.invalidateQueries({ queryKey: queryKeys.transcript(this.id) });
    void this.client.invalidateQueries({ queryKey: queryKeys.edits(this.id) });
    this.readSoon();
  };

  close() {
    clearTimeout(this.timer);
  }

  private readSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.read(), delayMs);
  }

  private async read() {
    const key = queryKeys.topics(this.id);
    const cached = this.client.getQueryData<TopicWithWords[]>(key);
    if (cached === undefined) {
      // What is being loaded may have been read just before the change.
      if (this.client.isFetching({ queryKey: key }) > 0) this.readSoon();
      return;
    }
    const changed = cached.filter((topic) => topic.text_version < (this.told.get(topic.id) ?? 0));
    this.told.clear();
    if (changed.length >= manyTopics) return this.client.invalidateQueries({ queryKey: key });
    try {
      const fresh = await Promise.all(changed.map((topic) => getTopic(this.id, topic.id)));
      for (const topic of fresh) cacheTopic(this.client, this.id, topic);
    } catch {
      // The whole text is read again, as soon as there is a connection.
      void this.client.invalidateQueries({ queryKey: key });
    }
  }
}
