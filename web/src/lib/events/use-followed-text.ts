import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { queryKeys } from '@/lib/query-keys';
import { EventStream } from './event-stream';
import { FollowedText } from './followed-text';

/** Keeps the text on an open page as others correct it. */
export function useFollowedText(transcriptId: string) {
  const client = useQueryClient();
  useEffect(() => {
    const text = new FollowedText(client, transcriptId);
    let status: ReturnType<typeof setTimeout> | undefined;
    const stream = new EventStream(transcriptId, {
      onFrame: (frame) => {
        text.onFrame(frame);
        if (frame.event !== 'STATUS') return;
        clearTimeout(status);
        const queryKey = queryKeys.transcript(transcriptId);
        status = setTimeout(() => void client.invalidateQueries({ queryKey }), 200);
      },
    });
    return () => {
      clearTimeout(status);
      text.close();
      stream.close();
    };
  }, [client, transcriptId]);
}
