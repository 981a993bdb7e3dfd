/**
 * - `draft`: chosen, not started; the name can still be changed
 * - `queued`: waits for the upload before it
 * - `uploading`, `waiting`: on its way; waiting for the connection to come back
 * - `paused`: stopped by the person, can go on
 * - `done`: the server has the whole file
 * - `failed`: refused; `error` says why
 */
export type UploadPhase = 'draft' | 'queued' | 'uploading' | 'waiting' | 'paused' | 'done' | 'failed';

export interface Upload {
  key: string;
  file: File;
  name: string;
  transcriptId: string | null;
  /** The person opened an existing, empty transcript and chose the file there. */
  intoExisting: boolean;
  phase: UploadPhase;
  sentBytes: number;
  /** Bytes the server already had when this upload went on; 0 for a new one. */
  resumedBytes: number;
  bytesPerSecond: number | null;
  /** When the next attempt is made, in ms since the epoch. */
  retryAt: number | null;
  /** Why it waits: the network, or the server having trouble. */
  waitingFor: 'network' | 'server' | null;
  error: string | null;
}

export const isActive = ({ phase }: Upload) =>
  phase === 'queued' || phase === 'uploading' || phase === 'waiting';

export const chunkBytes = 8 * 1024 * 1024;
export const chunksInFlight = 2;

export const chunkCount = (size: number) => Math.max(1, Math.ceil(size / chunkBytes));

export const sizeOfChunk = (number: number, size: number) => Math.min(chunkBytes, size - number * chunkBytes);

/** `Team sync 12.m4a` → `Team sync 12`. */
export const nameFromFile = (fileName: string) =>
  fileName.replace(/\.[a-z0-9]{1,5}$/i, '').trim() || fileName;
