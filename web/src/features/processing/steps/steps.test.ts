import { describe, expect, it } from 'vitest';
import { emptyLive, type LiveTranscript } from '@/lib/events/live-transcript';
import { aRun } from '@/testing/fixtures';
import { mergeLive, secondsOf, stepsOf } from './steps';

const states = (run: ReturnType<typeof aRun>) =>
  Object.fromEntries(stepsOf(run.stages).map(({ key, state }) => [key, state]));

describe('steps', () => {
  it('are done when each of their stages is', () => {
    expect(states(aRun('waveform', { state: 'running' }))).toMatchObject({
      check: 'done',
      audio: 'running',
      transcribe: 'waiting',
    });
    expect(states(aRun('transcribe', { state: 'running' }))).toMatchObject({
      audio: 'done',
      transcribe: 'running',
    });
  });

  it('between two of their stages are running, not waiting', () => {
    expect(states(aRun('waveform', { state: 'waiting' }))).toMatchObject({ audio: 'running' });
  });

  it('leave out what is skipped', () => {
    const run = aRun('assemble', { state: 'running' });
    const skipped = run.stages.map((s) => (s.name === 'diarize' ? { ...s, state: 'skipped' as const } : s));
    expect(stepsOf(skipped).map(({ key }) => key)).not.toContain('speakers');
  });

  it('are those of a recording with one track per person, too', () => {
    const names = ['fetch', 'participants', 'leave_out', 'mix', 'waveform', 'transcribe_tracks', 'assemble'];
    const { stages: known } = aRun('fetch', { state: 'done' });
    const stages = names.flatMap((name) => known.slice(0, 1).map((stage) => ({ ...stage, name })));
    expect(stepsOf(stages).map(({ key, state }) => [key, state])).toEqual([
      ['check', 'done'],
      ['audio', 'done'],
      ['transcribe', 'done'],
      ['assemble', 'done'],
    ]);
  });

  it('fail with the sentence of the stage that failed', () => {
    const run = aRun('probe', { state: 'failed', error: 'The file has no sound.' }, 'failed');
    expect(stepsOf(run.stages)[0]).toMatchObject({ state: 'failed', error: 'The file has no sound.' });
  });

  it('that are tried again run, and say why', () => {
    const run = aRun('transcribe', { state: 'retrying', error: 'The recogniser stopped.', attempts: 2 });
    expect(stepsOf(run.stages).find(({ key }) => key === 'transcribe')).toMatchObject({
      state: 'running',
      retryOf: 'The recogniser stopped.',
      attempts: 2,
    });
  });

  it('take their time from first start to last end', () => {
    const [check] = stepsOf(aRun('encode', { state: 'running' }).stages);
    expect(check && secondsOf(check, new Date('2026-11-20T14:00:00Z'))).toBe(2);
  });
});

describe('news from the event stream', () => {
  const run = aRun('transcribe', { state: 'running', progress: 10 });
  const heard = (stages: LiveTranscript['stages']) => mergeLive(run, { ...emptyLive, stages });

  it('move a running stage on', () => {
    const stages = heard({ transcribe: { state: 'running', progress: 42, error: null } });
    expect(stages.find(({ name }) => name === 'transcribe')).toMatchObject({ progress: 42 });
  });

  it('do not take a finished stage back', () => {
    const stages = heard({ probe: { state: 'running', progress: null, error: null } });
    expect(stages.find(({ name }) => name === 'probe')).toMatchObject({ state: 'done' });
  });
});
