import { parseFrame, type EventFrame } from './frames';

export interface EventStreamOptions {
  onFrame: (frame: EventFrame) => void;
  onConnection?: (connected: boolean) => void;
  connect?: (url: string) => WebSocket;
}

const firstDelayMs = 1_000;
const longestDelayMs = 30_000;

/**
 * A transcript's events over a WebSocket that heals itself: after a break it connects again, waiting 1 s and
 * twice as long each time up to 30 s, and asks for what came after the last event it has seen.
 */
export class EventStream {
  private readonly url: URL;
  private readonly options: EventStreamOptions;
  private socket: WebSocket | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private delayMs = firstDelayMs;
  private lastSeq = 0;
  private closed = false;

  constructor(transcriptId: string, options: EventStreamOptions) {
    this.options = options;
    this.url = new URL(`/v1/transcripts/${encodeURIComponent(transcriptId)}/events`, window.location.href);
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
    // From 0 the server also tells what only mattered while it happened: the text recognised so far.
    this.url.searchParams.set('after', String(this.lastSeq));
    const socket = (this.options.connect ?? ((url) => new WebSocket(url)))(this.url.toString());
    this.socket = socket;
    socket.onopen = () => {
      if (this.closed) return socket.close();
      this.delayMs = firstDelayMs;
      this.options.onConnection?.(true);
    };
    socket.onmessage = (message: MessageEvent) => {
      const frame = this.closed ? null : parseFrame(message.data);
      if (frame === null) return;
      const seq = frame.seq ?? 0;
      if (seq > 0 && seq <= this.lastSeq) return;
      this.lastSeq = Math.max(this.lastSeq, seq);
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
