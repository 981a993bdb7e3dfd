import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { SearchPage } from '@/lib/api/types';
import { EventStream } from '@/lib/events/event-stream';
import type { ListFrame } from '@/lib/events/frames';
import { queryKeys } from '@/lib/query-keys';
import { applyToPage } from './live-list';

const none: ReadonlySet<string> = new Set();

/**
 * Keeps the list as it is on the server. What is new comes in by itself while its place is in view; else it is only
 * counted, so that nothing moves under the eyes of whoever reads further down.
 */
export function useLiveList(enabled: boolean, isAtTop: () => boolean) {
  const client = useQueryClient();
  const [connected, setConnected] = useState(false);
  const [held, setHeld] = useState(none);
  const atTop = useRef(isAtTop);
  useEffect(() => {
    atTop.current = isAtTop;
  });

  useEffect(() => {
    if (!enabled) return;
    let scheduled: ReturnType<typeof setTimeout> | undefined;
    // Many events at once become one question.
    const refresh = () => {
      clearTimeout(scheduled);
      scheduled = setTimeout(() => void client.invalidateQueries({ queryKey: queryKeys.lists }), 300);
    };
    const stream = new EventStream<ListFrame>('/v1/events', {
      after: null,
      onConnection: (now) => {
        setConnected(now);
        // What happened before the connection stood was told to nobody.
        if (now) refresh();
      },
      onFrame: (frame) => {
        const { id } = frame.data;
        if (frame.event === 'TRANSCRIPT_CREATED' && !atTop.current()) setHeld((ids) => new Set(ids).add(id));
        if (frame.event === 'TRANSCRIPT_DELETED')
          setHeld((ids) => (ids.has(id) ? new Set([...ids].filter((other) => other !== id)) : ids));
        client.setQueriesData<SearchPage>(
          { queryKey: queryKeys.lists },
          (page) => page && applyToPage(page, frame),
        );
        refresh();
      },
    });
    return () => {
      clearTimeout(scheduled);
      stream.close();
    };
  }, [client, enabled]);

  return { connected, held, release: () => setHeld(none) };
}
