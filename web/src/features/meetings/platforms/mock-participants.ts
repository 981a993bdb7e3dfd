import { ApiError, detailOf } from '@/lib/api/api-error';

export interface MockParticipant {
  session_id: string;
  name: string | null;
}

const address = (meetingId: string, participantId = '') =>
  `/v1/mock/meetings/${encodeURIComponent(meetingId)}/participants/${encodeURIComponent(participantId)}`;

/** People in a practice room. Test servers only: elsewhere the address is not there (404). */
export const mockParticipants = {
  list: (meetingId: string) => request<MockParticipant[]>(address(meetingId)),
  join: (meetingId: string, name: string) =>
    request<MockParticipant>(address(meetingId), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: name === '' ? null : name }),
    }),
  leave: (meetingId: string, participantId: string) =>
    request<unknown>(address(meetingId, participantId), { method: 'DELETE', keepalive: true }),
};

async function request<T>(path: string, init?: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, { credentials: 'same-origin', ...init });
  } catch {
    throw new ApiError(0, 'The server cannot be reached.');
  }
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new ApiError(response.status, detailOf(body, response.status));
  return body as T;
}
