import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Meeting } from '@/lib/api/types';
import { startRecordings } from './start-recording';

const meeting = { id: 'm1', recording_type: 'cloud', participant_token: 'pass' } as Meeting;
const asked: { type: string; participant_token: string }[] = [];

function answering(...statuses: number[]) {
  vi.stubGlobal('fetch', async (request: Request) => {
    asked.push((await request.json()) as (typeof asked)[number]);
    const status = statuses.shift() ?? 200;
    return new Response(JSON.stringify({ status: 'ok', detail: 'no' }), {
      status,
      headers: { 'content-type': 'application/json' },
    });
  });
}

beforeEach(() => {
  asked.length = 0;
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('starting recordings', () => {
  it('asks for both kinds with the token of whoever joined', async () => {
    answering();
    await startRecordings(meeting, new AbortController().signal);
    expect(asked.map((item) => item.type).sort()).toEqual(['cloud', 'raw-tracks']);
    expect(asked.every((item) => item.participant_token === 'pass')).toBe(true);
  });

  it('asks again when the server cannot, and not when it may not', async () => {
    answering(503, 401);
    const done = startRecordings(meeting, new AbortController().signal);
    await vi.runAllTimersAsync();
    await done;
    expect(asked.map((item) => item.type)).toEqual(['cloud', 'raw-tracks', 'cloud']);
  });

  it('gives up after a while, without a word', async () => {
    answering(...Array<number>(20).fill(500));
    const done = startRecordings(meeting, new AbortController().signal);
    await vi.runAllTimersAsync();
    await done;
    expect(asked).toHaveLength(10);
  });

  it('asks nothing of a meeting that is not recorded by its platform', async () => {
    answering();
    await startRecordings({ ...meeting, recording_type: 'local' }, new AbortController().signal);
    expect(asked).toEqual([]);
  });

  it('stops when the call is left', async () => {
    answering(500, 500);
    const left = new AbortController();
    const done = startRecordings(meeting, left.signal);
    await vi.advanceTimersByTimeAsync(100);
    left.abort();
    await done;
    expect(asked).toHaveLength(2);
  });
});
