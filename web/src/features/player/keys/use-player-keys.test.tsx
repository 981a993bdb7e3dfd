import { fireEvent, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Playback } from '@/lib/playback';
import { renderInApp } from '@/testing/render';
import { usePlayerKeys } from './use-player-keys';

const onHelp = vi.fn();
let playback: Playback;

function Page() {
  usePlayerKeys(
    playback,
    (unit, seconds, step) => Math.round(seconds) + step * (unit === 'word' ? 0.5 : 20),
    onHelp,
  );
  return (
    <>
      <input aria-label="Field" />
      <button type="button">Button</button>
    </>
  );
}

beforeEach(() => {
  // jsdom has the element and none of its playing.
  vi.spyOn(HTMLMediaElement.prototype, 'load').mockReturnValue();
  vi.spyOn(HTMLMediaElement.prototype, 'pause').mockReturnValue();
  playback = new Playback('/audio.mp3', 100, 0);
  playback.seek(50);
  vi.spyOn(playback, 'toggle').mockReturnValue();
  onHelp.mockReset();
  renderInApp(<Page />);
});

const press = (key: string, target: Element = document.body) => fireEvent.keyDown(target, { key });

describe('keys', () => {
  it.each([
    ['j', 40],
    ['L', 60],
    ['ArrowLeft', 45],
    ['ArrowRight', 55],
    [',', 49.5],
    ['.', 50.5],
    ['[', 30],
    [']', 70],
  ])('%s goes to %s s', (key, seconds) => {
    press(key);
    expect(playback.time).toBe(seconds);
  });

  it.each([' ', 'k', 'K'])('“%s” plays and pauses', (key) => {
    press(key);
    expect(playback.toggle).toHaveBeenCalledOnce();
  });

  it('< and > change the speed within its bounds', () => {
    press('>');
    expect(playback.audio.playbackRate).toBe(1.25);
  });

  it('? shows the list', () => {
    press('?');
    expect(onHelp).toHaveBeenCalledOnce();
  });

  it('belong to a field while one types in it', () => {
    press('k', screen.getByLabelText('Field'));
    press('j', screen.getByLabelText('Field'));
    expect(playback.toggle).not.toHaveBeenCalled();
    expect(playback.time).toBe(50);
  });

  it('leave the space bar to a focused button', () => {
    press(' ', screen.getByRole('button'));
    expect(playback.toggle).not.toHaveBeenCalled();
    press('k', screen.getByRole('button'));
    expect(playback.toggle).toHaveBeenCalledOnce();
  });

  it('leave shortcuts of the browser alone', () => {
    fireEvent.keyDown(document.body, { key: 'l', ctrlKey: true });
    expect(playback.time).toBe(50);
  });
});

it('a position never leaves the recording', () => {
  playback.seek(-5);
  expect(playback.time).toBe(0);
  playback.seek(1000);
  expect(playback.time).toBe(100);
});
