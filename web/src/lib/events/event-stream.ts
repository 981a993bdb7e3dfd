import { parseFrame, type Frame } from './frames';

export interface EventStreamOptions<T extends Frame> {
  /** The position to begin behind; null for only what happens from now on. */
  after: number | null;
  onFrame: (frame: T) => void;
  onConnection?: (connected: boolean) => void;
  connect?: (url: string) => WebSocket;
}

export const eventsOf = (transcriptId: string) =>
  `/v1/transcripts/${encodeURIComponent(transcriptId)}/events`;

const firstDelayMs = 1_000;
const longestDelayMs = 30_000;

/**
 * Events over a WebSocket that heals itself: after a break it connects again, waiting 1 s and
 * twice as long each time up to 30 s, and asks for what came after the last event it has seen.
 */
export class EventStream<T extends Frame> {
  private readonly url: URL;
  private readonly options: EventStreamOptions<T>;
  private socket: WebSocket | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private delayMs = firstDelayMs;
  private lastSeq: number | null;
  private closed = false;

  constructor(path: string, options: EventStreamOptions<T>) {
    this.options = options;
    this.lastSeq = options.after;
    this.url = new URL(path, window.location.href);
    this.url.protocol = this.url.protocol === 'https:' ? 'wss:' : 'ws:';
    window.addEventListener('online', this.connectNow);
    this.open();
  }

  close() {
    this.closed = true;
    window.removeEventListener('online', this.connectNow);
    clearTimeout(this.timer);
    this.socket?.close();
  }

  private readonly connectNow = () => {
    if (this.socket !== null) return;
    clearTimeout(this.timer);
    this.delayMs = firstDelayMs;
    this.open();
  };

  private open() {
    if (this.lastSeq !== null) this.url.searchParams.set('after', String(this.lastSeq));
    const socket = (this.options.connect ?? ((url) => new WebSocket(url)))(this.url.toString());
    this.socket = socket;
    socket.onopen = () => {
      if (this.closed) return socket.close();
      this.delayMs = firstDelayMs;
      this.options.onConnection?.(true);
    };
    socket.onmessage = (message: MessageEvent) => {
      const frame = this.closed ? null : parseFrame<T>(message.data);
      if (frame === null) return;
      const seq = frame.seq ?? 0;
      const lastSeq = this.lastSeq ?? 0;
      if (seq > 0 && seq <= lastSeq) return;
      this.lastSeq = Math.max(lastSeq, seq);
      this.options.onFrame(frame);
    };
    socket.onclose = () => {
      if (this.socket !== socket) return;
      this.socket = null;
      if (this.closed) return;
      this.options.onConnection?.(false);
      this.timer = setTimeout(() => this.open(), this.delayMs);
      this.delayMs = Math.min(this.delayMs * 2, longestDelayMs);
    };
  }
}
