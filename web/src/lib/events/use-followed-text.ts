import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { queryKeys } from '@/lib/query-keys';
import { EventStream, eventsOf } from './event-stream';
import { FollowedText } from './followed-text';
import type { EventFrame } from './frames';

/**
 * Keeps the text on an open page as others correct it.
 *
 * @param transcriptId Whose text it is.
 * @param delayMs Until the events are asked for: their log is long, and what is on the page comes first. None is missed.
 */
export function useFollowedText(transcriptId: string, delayMs: number) {
  const client = useQueryClient();
  useEffect(() => {
    const text = new FollowedText(client, transcriptId);
    let status: ReturnType<typeof setTimeout> | undefined;
    let stream: EventStream<EventFrame> | undefined;
    const start = setTimeout(() => {
      stream = new EventStream<EventFrame>(eventsOf(transcriptId), {
        after: 0,
        onFrame: (frame) => {
          text.onFrame(frame);
          if (frame.event !== 'STATUS') return;
          clearTimeout(status);
          const queryKey = queryKeys.transcript(transcriptId);
          status = setTimeout(() => void client.invalidateQueries({ queryKey }), 200);
        },
      });
    }, delayMs);
    return () => {
      clearTimeout(start);
      clearTimeout(status);
      text.close();
      stream?.close();
    };
  }, [client, transcriptId, delayMs]);
}
