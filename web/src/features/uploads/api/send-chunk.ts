import { ApiError, detailOf } from '@/lib/api/api-error';

export interface Chunk {
  transcriptId: string;
  fileName: string;
  content: Blob;
  number: number;
  total: number;
}

/** Sends one slice of a file. XMLHttpRequest, because fetch does not tell how much has left the machine. */
export function sendChunk(
  chunk: Chunk,
  onProgress: (sentBytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const request = new XMLHttpRequest();
    const query = new URLSearchParams({
      chunk_number: String(chunk.number),
      total_chunks: String(chunk.total),
    });
    request.open('POST', `/v1/transcripts/${encodeURIComponent(chunk.transcriptId)}/record/upload?${query}`);
    request.responseType = 'text';
    const abort = () => request.abort();
    signal.addEventListener('abort', abort, { once: true });

    request.upload.onprogress = ({ loaded }) => onProgress(Math.min(loaded, chunk.content.size));
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) return resolve();
      let body: unknown = null;
      try {
        body = JSON.parse(request.responseText);
      } catch {
        // A proxy in between answers in HTML; the status says enough.
      }
      reject(new ApiError(request.status, detailOf(body, request.status)));
    };
    request.onerror = () => reject(new ApiError(0, 'The connection broke.'));
    request.onabort = () => reject(new DOMException('The upload was stopped.', 'AbortError'));
    request.onloadend = () => signal.removeEventListener('abort', abort);

    const form = new FormData();
    form.append('chunk', chunk.content, chunk.fileName);
    request.send(form);
  });
}
