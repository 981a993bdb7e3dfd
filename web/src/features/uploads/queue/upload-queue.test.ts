import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '@/lib/api/api-error';
import type { UploadState } from '@/lib/api/types';
import type { Chunk } from '../api/send-chunk';
import { ResumeStore } from './resume-store';
import { chunkBytes } from './upload';
import { UploadQueue, type UploadTransport } from './upload-queue';

const untouched: UploadState = { total_chunks: null, received_chunks: [], received_bytes: 0 };
const sizedFile = (bytes: number, name = 'Team sync.m4a') => {
  const file = new File(['x'], name, { lastModified: 1 });
  // The size is all that counts; the bytes would only cost memory.
  Object.defineProperty(file, 'size', { value: bytes });
  return file;
};

let sent: Chunk[];
let inFlight: number;
let mostInFlight: number;
let transport: {
  [Name in keyof UploadTransport]: ReturnType<typeof vi.fn<UploadTransport[Name]>>;
};
let resume: ResumeStore;
let queue: UploadQueue;

beforeEach(() => {
  sent = [];
  inFlight = 0;
  mostInFlight = 0;
  transport = {
    createTranscript: vi.fn(() =>
      Promise.resolve({ id: `t${transport.createTranscript.mock.calls.length}` }),
    ),
    getUploadState: vi.fn(() => Promise.resolve({ status: 'idle' as const, upload: untouched })),
    sendChunk: vi.fn(async (chunk: Chunk) => {
      inFlight += 1;
      mostInFlight = Math.max(mostInFlight, inFlight);
      await Promise.resolve();
      inFlight -= 1;
      sent.push(chunk);
    }),
    discardTranscript: vi.fn(() => Promise.resolve()),
  };
  resume = new ResumeStore(localStorage);
  queue = new UploadQueue(transport, resume);
});

const numbers = () => sent.map(({ number }) => number);
const start = (file: File, transcriptId: string | null = null) => {
  const [upload] = queue.add([file], transcriptId);
  if (!upload) throw new Error('The file was not taken.');
  queue.start(upload.key);
  return upload.key;
};
const phaseOf = (key: string) => queue.getUploads().find((u) => u.key === key)?.phase;
const reaches = (key: string, phase: string) => vi.waitFor(() => expect(phaseOf(key)).toBe(phase));

describe('a new upload', () => {
  it('sends every chunk once, the one that completes the file last and alone', async () => {
    const key = start(sizedFile(4 * chunkBytes + 5));
    await reaches(key, 'done');
    expect([...numbers()].sort()).toEqual([0, 1, 2, 3, 4]);
    expect(numbers().at(-1)).toBe(4);
    expect(sent.every(({ total, fileName }) => total === 5 && fileName === 'Team sync.m4a')).toBe(true);
    expect(mostInFlight).toBe(2);
  });

  it('sends a small file as its one chunk, named after the file without its ending', async () => {
    await reaches(start(sizedFile(10)), 'done');
    expect(numbers()).toEqual([0]);
    expect(transport.createTranscript).toHaveBeenCalledWith('Team sync');
  });

  it('refuses an empty file without asking the server', () => {
    const [upload] = queue.add([sizedFile(0)]);
    expect(upload).toMatchObject({ phase: 'failed', error: expect.stringMatching(/empty/) });
    queue.start(upload?.key ?? '');
    expect(transport.createTranscript).not.toHaveBeenCalled();
  });

  it('takes a file that is chosen twice once', () => {
    queue.add([sizedFile(10)]);
    expect(queue.add([sizedFile(10)])).toHaveLength(0);
  });

  it('sends files one after the other', async () => {
    const first = start(sizedFile(3 * chunkBytes, 'a.wav'));
    const second = start(sizedFile(10, 'b.wav'));
    expect([phaseOf(first), phaseOf(second)]).toEqual(['uploading', 'queued']);
    await reaches(second, 'done');
    expect(sent.map(({ fileName }) => fileName)).toEqual(['a.wav', 'a.wav', 'a.wav', 'b.wav']);
  });
});

describe('going on', () => {
  it('sends only what the server does not have', async () => {
    const file = sizedFile(5 * chunkBytes);
    resume.save(file, 'old', 'My meeting');
    transport.getUploadState.mockResolvedValue({
      status: 'idle',
      upload: { total_chunks: 5, received_chunks: [0, 2, 3], received_bytes: 3 * chunkBytes },
    });
    const key = start(file);
    await reaches(key, 'done');
    expect(numbers()).toEqual([1, 4]);
    expect(transport.createTranscript).not.toHaveBeenCalled();
    expect(queue.getUploads()[0]).toMatchObject({
      transcriptId: 'old',
      name: 'My meeting',
      resumedBytes: 3 * chunkBytes,
    });
    expect(resume.all()).toEqual([]);
  });

  it('sends the last chunk again when only the completion was missing', async () => {
    const file = sizedFile(2 * chunkBytes);
    resume.save(file, 'old', 'n');
    transport.getUploadState.mockResolvedValue({
      status: 'idle',
      upload: { total_chunks: 2, received_chunks: [0, 1], received_bytes: 2 * chunkBytes },
    });
    await reaches(start(file), 'done');
    expect(numbers()).toEqual([1]);
  });

  it('sends nothing when the file had arrived whole', async () => {
    const file = sizedFile(2 * chunkBytes);
    resume.save(file, 'old', 'n');
    transport.getUploadState.mockResolvedValue({ status: 'processing', upload: untouched });
    await reaches(start(file), 'done');
    expect(sent).toEqual([]);
  });

  it('begins anew when the transcript is gone', async () => {
    const file = sizedFile(10);
    resume.save(file, 'old', 'n');
    transport.getUploadState.mockRejectedValue(new ApiError(404, 'Transcript not found'));
    await reaches(start(file), 'done');
    expect(sent[0]?.transcriptId).toBe('t1');
  });

  it('takes no notice of a file of another size', () => {
    resume.save(sizedFile(10), 'old', 'n');
    expect(queue.add([sizedFile(11)])[0]?.transcriptId).toBeNull();
  });

  it('pauses, and goes on with what is missing', async () => {
    let release: () => void = () => expect.unreachable();
    transport.sendChunk.mockImplementation(
      (chunk, _progress, signal) =>
        new Promise((resolve, reject) => {
          signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
          release = () => {
            sent.push(chunk);
            resolve();
          };
        }),
    );
    const key = start(sizedFile(3 * chunkBytes));
    await vi.waitFor(() => expect(transport.sendChunk).toHaveBeenCalledTimes(2));
    release();
    await vi.waitFor(() => expect(transport.sendChunk).toHaveBeenCalledTimes(2));
    queue.pause(key);
    expect(phaseOf(key)).toBe('paused');
    transport.sendChunk.mockImplementation((chunk) => {
      sent.push(chunk);
      return Promise.resolve();
    });
    transport.getUploadState.mockResolvedValue({
      status: 'idle',
      upload: { total_chunks: 3, received_chunks: [1], received_bytes: chunkBytes },
    });
    queue.start(key);
    await reaches(key, 'done');
    expect(numbers()).toEqual([1, 0, 2]);
    expect(transport.createTranscript).toHaveBeenCalledTimes(1);
  });
});

describe('trouble', () => {
  it('waits out a broken connection and asks again when told to', async () => {
    transport.sendChunk.mockRejectedValueOnce(new ApiError(0, 'broken'));
    const key = start(sizedFile(10));
    await reaches(key, 'waiting');
    expect(queue.getUploads()[0]).toMatchObject({ waitingFor: 'network', error: null });
    queue.retryNow();
    await reaches(key, 'done');
  });

  it('gives up on a server that keeps failing, and can be started again', async () => {
    vi.useFakeTimers();
    transport.sendChunk.mockRejectedValue(new ApiError(503, 'The disk is full.'));
    const key = start(sizedFile(10));
    await vi.advanceTimersByTimeAsync(120_000);
    vi.useRealTimers();
    expect(queue.getUploads()[0]).toMatchObject({ phase: 'failed', error: 'The disk is full.' });
    expect(transport.sendChunk).toHaveBeenCalledTimes(6);
    expect(resume.all()).toHaveLength(1);
    transport.sendChunk.mockResolvedValue();
    queue.start(key);
    await reaches(key, 'done');
    expect(transport.createTranscript).toHaveBeenCalledTimes(1);
  });

  it('shows why a file was refused and does not send the rest', async () => {
    transport.sendChunk.mockRejectedValue(new ApiError(400, 'The file has no audio stream.'));
    const key = start(sizedFile(20 * chunkBytes));
    await reaches(key, 'failed');
    expect(queue.getUploads()[0]?.error).toBe('The file has no audio stream.');
    expect(transport.sendChunk.mock.calls.length).toBeLessThanOrEqual(2);
    expect(resume.all()).toEqual([]);
  });

  it('a refused file leaves no empty transcript, and trying again makes a new one', async () => {
    transport.sendChunk.mockRejectedValueOnce(new ApiError(422, 'The file has no audio stream.'));
    const key = start(sizedFile(10));
    await reaches(key, 'failed');
    expect(transport.discardTranscript).toHaveBeenCalledExactlyOnceWith('t1');
    queue.start(key);
    await reaches(key, 'done');
    expect(transport.createTranscript).toHaveBeenCalledTimes(2);
  });

  it('a refusal of a file that has arrived all the same is no failure', async () => {
    transport.sendChunk.mockRejectedValue(new ApiError(400, 'There is already an upload in progress'));
    transport.getUploadState.mockResolvedValue({ status: 'uploaded', upload: untouched });
    await reaches(start(sizedFile(10)), 'done');
  });

  it('calling off removes what had been made on the server', async () => {
    transport.sendChunk.mockRejectedValue(new ApiError(0, 'broken'));
    const key = start(sizedFile(10));
    await reaches(key, 'waiting');
    await queue.remove(key);
    expect(transport.discardTranscript).toHaveBeenCalledWith('t1');
    expect([queue.getUploads(), resume.all()]).toEqual([[], []]);
  });

  it('calling off an upload into an existing transcript leaves the transcript', async () => {
    transport.sendChunk.mockRejectedValue(new ApiError(0, 'broken'));
    const key = start(sizedFile(10), 'mine');
    await reaches(key, 'waiting');
    await queue.remove(key);
    expect(transport.discardTranscript).not.toHaveBeenCalled();
  });
});

it('remembers uploads across pages and survives nonsense in storage', () => {
  resume.save(sizedFile(10), 't1', 'n');
  expect(new ResumeStore(localStorage).find(sizedFile(10))?.transcriptId).toBe('t1');
  localStorage.setItem('reflector.uploads.unfinished', '{');
  expect(new ResumeStore(localStorage).all()).toEqual([]);
});
