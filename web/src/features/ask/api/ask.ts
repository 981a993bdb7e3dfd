import { ApiError, detailOf, fieldsOf } from '@/lib/api/api-error';
import type { AskAnswer, AskFrame, AskQuestion } from '@/lib/api/types';
import { readEvents } from './read-events';

/**
 * Asks one transcript, or all of them. `onText` is told what follows of the answer while it is written.
 * openapi-fetch reads bodies whole, so the stream is fetched by hand.
 */
export async function ask(
  transcriptId: string | null,
  question: AskQuestion,
  onText: (text: string) => void,
  signal: AbortSignal,
): Promise<AskAnswer> {
  const path = transcriptId === null ? '/v1/ask' : `/v1/transcripts/${encodeURIComponent(transcriptId)}/ask`;
  const response = await send(path, question, signal);
  if (!response.ok || !response.body) {
    const body: unknown = await response.json().catch(() => null);
    throw new ApiError(response.status, detailOf(body, response.status), fieldsOf(body));
  }
  for await (const data of readEvents(response.body)) {
    const frame = JSON.parse(data) as AskFrame;
    if (frame.error != null) throw new ApiError(502, frame.error);
    if (frame.text != null) onText(frame.text);
    if (frame.answer != null) return frame.answer;
  }
  throw new ApiError(0, 'The answer broke off.');
}

async function send(path: string, question: AskQuestion, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(path, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify(question),
      signal,
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0, 'The server cannot be reached.');
  }
}
