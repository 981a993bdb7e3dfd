import { useEffect, useReducer, useState } from 'react';
import { EventStream, eventsOf } from './event-stream';
import type { EventFrame } from './frames';
import { applyFrame, emptyLive, type LiveTranscript } from './live-transcript';

type Step = EventFrame[] | 'reset';

function reduce(live: LiveTranscript, step: Step): LiveTranscript {
  return step === 'reset' ? emptyLive : step.reduce(applyFrame, live);
}

/** Follows a transcript's events. `onFrame` must be stable. */
export function useLiveTranscript(transcriptId: string, onFrame: (frame: EventFrame) => void) {
  const [live, dispatch] = useReducer(reduce, emptyLive);
  const [connected, setConnected] = useState(false);

  useEffect(() => {
    dispatch('reset');
    // A replay is hundreds of frames at once; they become one render.
    let batch: EventFrame[] = [];
    let scheduled = 0;
    const stream = new EventStream<EventFrame>(eventsOf(transcriptId), {
      // From 0 the server also tells what only mattered while it happened: the text recognised so far.
      after: 0,
      onConnection: setConnected,
      onFrame: (frame) => {
        batch.push(frame);
        onFrame(frame);
        if (scheduled !== 0) return;
        scheduled = window.setTimeout(() => {
          scheduled = 0;
          dispatch(batch);
          batch = [];
        }, 50);
      },
    });
    return () => {
      clearTimeout(scheduled);
      stream.close();
    };
  }, [transcriptId, onFrame]);

  return { live, connected };
}
