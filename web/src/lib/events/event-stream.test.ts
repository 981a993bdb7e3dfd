import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { EventStream, eventsOf } from './event-stream';
import type { EventFrame } from './frames';

class WireEnd {
  onopen: (() => void) | null = null;
  onmessage: ((message: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;
  closed = false;
  readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  close() {
    this.closed = true;
    this.onclose?.();
  }

  say(frame: object) {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
}

let wires: WireEnd[];
let frames: EventFrame[];
let stream: EventStream<EventFrame>;

beforeEach(() => {
  vi.useFakeTimers();
  wires = [];
  frames = [];
  stream = new EventStream<EventFrame>(eventsOf('a b'), {
    after: 0,
    onFrame: (frame) => frames.push(frame),
    connect: (url) => {
      const wire = new WireEnd(url);
      wires.push(wire);
      return wire as unknown as WebSocket;
    },
  });
});

afterEach(() => {
  stream.close();
  vi.useRealTimers();
});

const last = () => {
  const wire = wires.at(-1);
  if (!wire) throw new Error('Nothing was connected.');
  return wire;
};
const title = (seq: number) => ({ event: 'FINAL_TITLE', data: { title: `t${seq}` }, seq });

it('asks for everything at first and for the rest after a break', () => {
  expect(last().url).toBe('ws://localhost/v1/transcripts/a%20b/events?after=0');
  last().onopen?.();
  last().say(title(4));
  last().say(title(9));
  last().onclose?.();
  vi.advanceTimersByTime(1000);
  expect(wires).toHaveLength(2);
  expect(last().url).toMatch(/\?after=9$/);
});

it('passes no event on twice', () => {
  last().say(title(1));
  last().say(title(2));
  last().say(title(2));
  last().say(title(1));
  expect(frames.map(({ seq }) => seq)).toEqual([1, 2]);
});

it('waits twice as long after each failure, up to half a minute', () => {
  const waits: number[] = [];
  for (let attempt = 0; attempt < 7; attempt += 1) {
    const before = wires.length;
    last().onclose?.();
    let waited = 0;
    while (wires.length === before) {
      vi.advanceTimersByTime(500);
      waited += 500;
    }
    waits.push(waited);
  }
  expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
});

it('starts over with a short wait once it was connected', () => {
  last().onclose?.();
  vi.advanceTimersByTime(1000);
  last().onclose?.();
  vi.advanceTimersByTime(2000);
  last().onopen?.();
  last().onclose?.();
  vi.advanceTimersByTime(1000);
  expect(wires).toHaveLength(4);
});

it('connects at once when the network is back', () => {
  last().onclose?.();
  window.dispatchEvent(new Event('online'));
  expect(wires).toHaveLength(2);
  vi.advanceTimersByTime(60_000);
  expect(wires).toHaveLength(2);
});

it('stays away once it is closed', () => {
  stream.close();
  vi.advanceTimersByTime(60_000);
  window.dispatchEvent(new Event('online'));
  expect(wires).toHaveLength(1);
  expect(last().closed).toBe(true);
});
