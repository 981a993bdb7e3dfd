import { expect, it } from 'vitest';
import { parseFrame, type EventFrame } from './frames';
import { applyFrame, emptyLive } from './live-transcript';

const line = (text: string, start: number | null): EventFrame => ({
  event: 'TRANSCRIPT',
  data: { text, start },
});
const stage = (
  name: string,
  state: 'running' | 'done' | 'failed',
  progress: number | null = null,
): EventFrame => ({ event: 'PIPELINE', data: { stage: name, state, progress, error: null } }) as EventFrame;
const after = (...frames: EventFrame[]) => frames.reduce(applyFrame, emptyLive);

it('puts lines in the order of the recording, however they arrive', () => {
  const { lines } = after(line('one', 0), line('four', 30), line('two', 10), line(' three ', 20));
  expect(lines.map(({ text }) => text)).toEqual(['one', 'two', 'three', 'four']);
});

it('a segment recognised a second time replaces itself', () => {
  const { lines } = after(line('won', 0), line('two', 10), line('one', 0));
  expect(lines.map(({ text }) => text)).toEqual(['one', 'two']);
});

it('a line without a time goes to the end, an empty one nowhere', () => {
  const { lines } = after(line('one', 5), line('', 7), line('two', null));
  expect(lines).toEqual([
    { text: 'one', start: 5 },
    { text: 'two', start: 5 },
  ]);
});

it('a new run forgets the replayed one', () => {
  const live = after(stage('transcribe', 'done'), line('old', 0), stage('fetch', 'running'), line('new', 3));
  expect(live.lines.map(({ text }) => text)).toEqual(['new']);
  expect(live.stages).toEqual({ fetch: { state: 'running', progress: null, error: null } });
});

it('keeps the newest word on every stage', () => {
  const live = after(stage('transcribe', 'running', 10), stage('transcribe', 'running', 55));
  expect(live.stages).toMatchObject({ transcribe: { state: 'running', progress: 55 } });
});

it('follows title and status', () => {
  const live = after(
    { event: 'FINAL_TITLE', data: { title: 'Planning' } },
    { event: 'STATUS', data: { value: 'ended' } },
  );
  expect([live.title, live.status]).toEqual(['Planning', 'ended']);
});

it('leaves what it does not know alone', () => {
  const unknown = { event: 'SOMETHING_NEW', data: {} } as unknown as EventFrame;
  expect(applyFrame(emptyLive, unknown)).toBe(emptyLive);
});

it.each(['', 'null', '[]', '{"event":1,"data":{}}', '{"event":"TOPIC"}', new ArrayBuffer(1)])(
  'a message that is no frame is nothing: %j',
  (message) => {
    expect(parseFrame(message)).toBeNull();
  },
);
