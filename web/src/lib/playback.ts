import { useEffect, useState, useSyncExternalStore } from 'react';

export interface PlaybackState {
  playing: boolean;
  /** Seconds; 0 until known. */
  duration: number;
  rate: number;
  volume: number;
  muted: boolean;
  skipSilence: boolean;
  error: 'notLoaded' | 'notPlayed' | null;
}

export interface Silence {
  from: number;
  to: number;
}

const storedRate = 'reflector.playback.rate';
const storedSkip = 'reflector.playback.skip-silence';

function readStored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function store(key: string, value: string) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // A preference that cannot be kept is no reason to fail.
  }
}

/**
 * The one audio element of a page, as something to subscribe to. Its state changes seldom and may render React;
 * its position changes every frame and goes to `onTime` listeners, which touch the DOM themselves.
 */
export class Playback {
  readonly audio: HTMLAudioElement;
  private state: PlaybackState;
  private readonly listeners = new Set<() => void>();
  private readonly timeListeners = new Set<(seconds: number) => void>();
  private frame = 0;
  private silences: readonly Silence[] = [];
  private readonly abort = new AbortController();

  constructor(source: string, knownDuration: number, startAt: number) {
    const rate = Number(readStored(storedRate) ?? 1);
    this.audio = new Audio();
    this.audio.preload = 'metadata';
    this.audio.src = source;
    this.state = {
      playing: false,
      duration: knownDuration,
      rate: rate >= 0.5 && rate <= 3 ? rate : 1,
      volume: 1,
      muted: false,
      skipSilence: readStored(storedSkip) === 'yes',
      error: null,
    };
    this.audio.defaultPlaybackRate = this.state.rate;
    this.audio.playbackRate = this.state.rate;
    if (startAt > 0) this.audio.currentTime = startAt;

    const on = (event: keyof HTMLMediaElementEventMap, handler: () => void) =>
      this.audio.addEventListener(event, handler, { signal: this.abort.signal });
    on('play', () => {
      this.patch({ playing: true, error: null });
      this.tick();
    });
    on('pause', () => this.patch({ playing: false }));
    on('ended', () => this.patch({ playing: false }));
    on('durationchange', () => {
      if (Number.isFinite(this.audio.duration) && this.audio.duration > 0) {
        this.patch({ duration: this.audio.duration });
      }
    });
    on('volumechange', () => this.patch({ volume: this.audio.volume, muted: this.audio.muted }));
    on('ratechange', () => this.patch({ rate: this.audio.playbackRate }));
    on('seeking', () => this.emitTime());
    on('seeked', () => this.emitTime());
    on('timeupdate', () => this.emitTime());
    on('error', () => this.patch({ playing: false, error: 'notLoaded' }));
  }

  readonly getState = () => this.state;

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  /** Calls back with the position on every frame while playing and after every seek. */
  readonly onTime = (listener: (seconds: number) => void) => {
    this.timeListeners.add(listener);
    listener(this.time);
    return () => {
      this.timeListeners.delete(listener);
    };
  };

  get time() {
    return this.audio.currentTime;
  }

  seek(seconds: number) {
    const end = this.state.duration > 0 ? this.state.duration : Number.MAX_SAFE_INTEGER;
    this.audio.currentTime = Math.min(Math.max(seconds, 0), end);
    this.emitTime();
  }

  skip(seconds: number) {
    this.seek(this.time + seconds);
  }

  async play() {
    if (this.state.error !== null) this.audio.load();
    try {
      await this.audio.play();
    } catch (error) {
      // A pause that overtakes the start is what was asked for.
      if (error instanceof DOMException && error.name === 'AbortError') return;
      this.patch({ playing: false, error: 'notPlayed' });
    }
  }

  pause() {
    this.audio.pause();
  }

  toggle() {
    if (this.state.playing) this.pause();
    else void this.play();
  }

  setRate(rate: number) {
    this.audio.defaultPlaybackRate = rate;
    this.audio.playbackRate = rate;
    store(storedRate, String(rate));
  }

  setVolume(volume: number) {
    this.audio.volume = Math.min(Math.max(volume, 0), 1);
    this.audio.muted = false;
  }

  toggleMute() {
    this.audio.muted = !this.audio.muted;
  }

  setSkipSilence(skipSilence: boolean) {
    this.patch({ skipSilence });
    store(storedSkip, skipSilence ? 'yes' : 'no');
  }

  setSilences(silences: readonly Silence[]) {
    this.silences = silences;
  }

  dispose() {
    this.abort.abort();
    cancelAnimationFrame(this.frame);
    this.audio.pause();
    this.audio.removeAttribute('src');
    this.audio.load();
    this.timeListeners.clear();
  }

  private tick() {
    cancelAnimationFrame(this.frame);
    const step = () => {
      if (!this.state.playing) return;
      if (this.state.skipSilence) this.leaveSilence();
      this.emitTime();
      this.frame = requestAnimationFrame(step);
    };
    this.frame = requestAnimationFrame(step);
  }

  private leaveSilence() {
    const now = this.time;
    const silence = this.silences.find(({ from, to }) => now >= from && now < to);
    if (silence) this.audio.currentTime = silence.to;
  }

  private emitTime() {
    const now = this.time;
    for (const listener of this.timeListeners) listener(now);
  }

  private patch(change: Partial<PlaybackState>) {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}

export const usePlaybackState = (playback: Playback) =>
  useSyncExternalStore(playback.subscribe, playback.getState);

/** A playback that lives as long as the component; null while there is nothing to play. */
export function usePlayback(source: string | null, knownDuration: number, startAt: number): Playback | null {
  const [playback, setPlayback] = useState<Playback | null>(null);
  useEffect(() => {
    if (source === null) return;
    const created = new Playback(source, knownDuration, startAt);
    // eslint-disable-next-line react-hooks/set-state-in-effect -- the element is an outside resource with a life of its own
    setPlayback(created);
    return () => {
      setPlayback(null);
      created.dispose();
    };
    // The other two only say how it begins.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [source]);
  return playback;
}
