import { describe, expect, it } from 'vitest';
import { readEvents } from './read-events';

async function read(...chunks: string[]) {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(encoder.encode(chunk));
      controller.close();
    },
  });
  const events: string[] = [];
  for await (const event of readEvents(body)) events.push(event);
  return events;
}

describe('readEvents', () => {
  it('puts events together that arrive in pieces', async () => {
    expect(await read('event: text\nda', 'ta: {"a"', ':1}\n', '\nevent: text\ndata: 2\n\n')).toEqual([
      '{"a":1}',
      '2',
    ]);
  });

  it('reads lines of either kind, data of several lines, and leaves comments out', async () => {
    expect(await read(': hello\n\n', 'data: 1\r\n\r\n', 'data: a\ndata: b\n\n')).toEqual(['1', 'a\nb']);
  });

  it('ends without an event in an empty stream', async () => {
    expect(await read()).toEqual([]);
  });
});
