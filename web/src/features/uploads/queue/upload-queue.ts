import { ApiError, sentenceOf } from '@/lib/api/api-error';
import { t } from '@/texts';
import type { Chunk } from '../api/send-chunk';
import type { ServerSide } from '../api/get-upload-state';
import type { ResumeStore } from './resume-store';
import { retrying, type Retrying } from './retry';
import { TransferRate } from './transfer-rate';
import {
  chunkBytes,
  chunkCount,
  chunksInFlight,
  isActive,
  nameFromFile,
  sizeOfChunk,
  type Upload,
} from './upload';

export interface UploadTransport {
  createTranscript: (name: string) => Promise<{ id: string }>;
  getUploadState: (transcriptId: string, signal: AbortSignal) => Promise<ServerSide>;
  sendChunk: (chunk: Chunk, onProgress: (sentBytes: number) => void, signal: AbortSignal) => Promise<void>;
  discardTranscript: (transcriptId: string) => Promise<void>;
}

const notifyEveryMs = 120;

/**
 * The uploads of this page. They belong to no component, so walking to another page does not stop them.
 * Files go one after the other, each with a few chunks in flight. The chunk with the highest number goes last
 * and alone: the server puts the file together when it arrives.
 */
export class UploadQueue {
  private uploads: readonly Upload[] = [];
  private readonly listeners = new Set<() => void>();
  private readonly running = new Map<string, AbortController>();
  private readonly wakeUps = new Set<() => void>();
  private notifyTimer: ReturnType<typeof setTimeout> | undefined;
  private readonly transport: UploadTransport;
  private readonly resume: ResumeStore;

  constructor(transport: UploadTransport, resume: ResumeStore) {
    this.transport = transport;
    this.resume = resume;
  }

  readonly getUploads = () => this.uploads;

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  /** Takes files as drafts. With a transcript id, the first file is meant for that transcript. */
  add(files: readonly File[], transcriptId: string | null = null): Upload[] {
    const fresh = files
      .slice(0, transcriptId === null ? undefined : 1)
      .filter((file) => !this.uploads.some((u) => u.phase !== 'done' && sameFile(u.file, file)))
      .map((file): Upload => {
        const remembered = transcriptId === null ? this.resume.find(file) : null;
        return {
          key: crypto.randomUUID(),
          file,
          name: remembered?.name ?? nameFromFile(file.name),
          transcriptId: transcriptId ?? remembered?.transcriptId ?? null,
          intoExisting: transcriptId !== null,
          phase: file.size === 0 ? 'failed' : 'draft',
          sentBytes: 0,
          resumedBytes: 0,
          bytesPerSecond: null,
          retryAt: null,
          waitingFor: null,
          error: file.size === 0 ? t('uploads.problem.empty') : null,
        };
      });
    this.uploads = [...this.uploads, ...fresh];
    this.notify();
    return fresh;
  }

  rename(key: string, name: string) {
    this.patch(key, { name });
  }

  start(key: string) {
    const upload = this.find(key);
    if (!upload || isActive(upload) || upload.phase === 'done') return;
    this.patch(key, { phase: 'queued', error: null });
    this.pump();
  }

  pause(key: string) {
    this.patch(key, { phase: 'paused', bytesPerSecond: null, retryAt: null });
    this.stop(key);
  }

  /** Makes every waiting attempt happen now. */
  readonly retryNow = () => {
    for (const wake of [...this.wakeUps]) wake();
  };

  /** Takes an upload off the list. One that has not ended is called off, on the server too. */
  async remove(key: string): Promise<void> {
    const upload = this.find(key);
    if (!upload) return;
    this.uploads = this.uploads.filter((u) => u.key !== key);
    this.stop(key);
    this.notify();
    if (upload.phase === 'done' || upload.transcriptId === null) return;
    this.resume.forget(upload.transcriptId);
    const untouched = upload.phase === 'draft' || upload.intoExisting;
    if (!untouched) await this.transport.discardTranscript(upload.transcriptId);
  }

  private stop(key: string) {
    this.running.get(key)?.abort();
    this.running.delete(key);
    this.pump();
  }

  private pump() {
    if (this.running.size > 0) return;
    const next = this.uploads.find(({ phase }) => phase === 'queued');
    if (!next) return;
    const abort = new AbortController();
    this.running.set(next.key, abort);
    void this.run(next, abort.signal).finally(() => {
      // One chunk's failure ends the others that are still in flight.
      abort.abort();
      if (this.running.get(next.key) === abort) this.running.delete(next.key);
      this.pump();
    });
  }

  private async run(upload: Upload, signal: AbortSignal) {
    this.patch(upload.key, { phase: 'uploading' });
    try {
      const transcriptId = await this.send(upload, signal);
      this.resume.forget(transcriptId);
      this.patch(upload.key, { phase: 'done', sentBytes: upload.file.size, bytesPerSecond: null });
    } catch (error) {
      if (signal.aborted) return;
      const refused = error instanceof ApiError && error.status >= 400 && error.status < 500;
      if (refused) await this.dropRefused(upload.key);
      this.patch(upload.key, {
        phase: 'failed',
        error: error instanceof DOMException ? t('uploads.problem.unreadable') : sentenceOf(error),
        bytesPerSecond: null,
        retryAt: null,
      });
    }
  }

  /** A file that was refused leaves no empty transcript in the list; trying again begins anew. */
  private async dropRefused(key: string) {
    const upload = this.find(key);
    if (!upload || upload.transcriptId === null) return;
    this.resume.forget(upload.transcriptId);
    if (upload.intoExisting) return;
    this.patch(key, { transcriptId: null });
    // What cannot be removed now stays in the list, where it can be deleted.
    await this.transport.discardTranscript(upload.transcriptId).catch(() => undefined);
  }

  private async send(upload: Upload, signal: AbortSignal): Promise<string> {
    const { key, file } = upload;
    const attempt = {
      signal,
      pause: (ms: number, reason: ApiError) => this.waitToRetry(key, ms, reason, signal),
    };
    const total = chunkCount(file.size);

    const known = await this.locate(upload, total, attempt);
    if (known?.complete) return known.transcriptId;
    const transcriptId = known?.transcriptId ?? (await this.create(upload, attempt));
    this.resume.save(file, transcriptId, upload.name);

    const confirmed = known?.received ?? new Set<number>();
    confirmed.delete(total - 1);
    const inFlight = new Map<number, number>();
    const rate = new TransferRate();
    const report = () => {
      let sentBytes = 0;
      for (const number of confirmed) sentBytes += sizeOfChunk(number, file.size);
      for (const bytes of inFlight.values()) sentBytes += bytes;
      rate.add(Date.now(), sentBytes);
      this.patch(key, { sentBytes, bytesPerSecond: rate.bytesPerSecond, retryAt: null, phase: 'uploading' });
    };
    report();
    const resumedBytes = this.find(key)?.sentBytes ?? 0;
    this.patch(key, { resumedBytes });

    const sendOne = (number: number) =>
      retrying(async () => {
        const content = file.slice(number * chunkBytes, number * chunkBytes + sizeOfChunk(number, file.size));
        const progress = (bytes: number) => {
          if (signal.aborted) return;
          inFlight.set(number, bytes);
          report();
        };
        try {
          progress(0);
          const chunk = { transcriptId, fileName: file.name, content, number, total };
          await this.transport.sendChunk(chunk, progress, signal);
          confirmed.add(number);
        } catch (error) {
          rate.reset();
          throw error;
        } finally {
          inFlight.delete(number);
        }
        report();
      }, attempt);

    const missing = Array.from({ length: total - 1 }, (_, n) => n).filter((n) => !confirmed.has(n));
    const lane = async () => {
      for (let number = missing.shift(); number !== undefined; number = missing.shift())
        await sendOne(number);
    };
    await Promise.all(Array.from({ length: chunksInFlight }, lane));

    try {
      await sendOne(total - 1);
    } catch (error) {
      // The answer to the last chunk may get lost; a second one is then refused though all is well.
      if (signal.aborted || !(await this.hasArrived(transcriptId, signal))) throw error;
    }
    return transcriptId;
  }

  private async create({ key, name }: Upload, attempt: Retrying): Promise<string> {
    const { id } = await retrying(() => this.transport.createTranscript(name), attempt);
    if (!this.find(key)) {
      // Called off while the request was under way: nothing may stay behind.
      await this.transport.discardTranscript(id);
    }
    this.patch(key, { transcriptId: id });
    attempt.signal.throwIfAborted();
    return id;
  }

  /** What the server has of this file already, or null when it has to begin from nothing. */
  private async locate({ transcriptId, intoExisting }: Upload, total: number, attempt: Retrying) {
    if (transcriptId === null) return null;
    try {
      const { status, upload } = await retrying(
        () => this.transport.getUploadState(transcriptId, attempt.signal),
        attempt,
      );
      const complete = !intoExisting && status !== 'idle' && status !== 'error';
      const fits = upload.total_chunks === null || upload.total_chunks === total;
      return { transcriptId, complete, received: new Set(fits ? upload.received_chunks : []) };
    } catch (error) {
      if (error instanceof ApiError && error.notFound && !intoExisting) {
        this.resume.forget(transcriptId);
        return null;
      }
      throw error;
    }
  }

  private async hasArrived(transcriptId: string, signal: AbortSignal) {
    try {
      const { status } = await this.transport.getUploadState(transcriptId, signal);
      return status === 'uploaded' || status === 'processing' || status === 'ended';
    } catch {
      return false;
    }
  }

  private waitToRetry(key: string, ms: number, reason: ApiError, signal: AbortSignal): Promise<void> {
    const waitingFor = reason.unreachable ? 'network' : 'server';
    this.patch(key, { phase: 'waiting', waitingFor, retryAt: Date.now() + ms, bytesPerSecond: null });
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        this.wakeUps.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      signal.addEventListener('abort', wake, { once: true });
      this.wakeUps.add(wake);
    });
  }

  private find(key: string) {
    return this.uploads.find((u) => u.key === key);
  }

  private patch(key: string, change: Partial<Upload>) {
    const before = this.find(key);
    if (!before) return;
    this.uploads = this.uploads.map((u) => (u.key === key ? { ...u, ...change } : u));
    if (change.phase !== undefined && change.phase !== before.phase) this.notify();
    else this.notifySoon();
  }

  private notifySoon() {
    this.notifyTimer ??= setTimeout(() => this.notify(), notifyEveryMs);
  }

  private notify() {
    clearTimeout(this.notifyTimer);
    this.notifyTimer = undefined;
    for (const listener of this.listeners) listener();
  }
}

const sameFile = (a: File, b: File) =>
  a.name === b.name && a.size === b.size && a.lastModified === b.lastModified;
