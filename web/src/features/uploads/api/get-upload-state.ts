import { api, unwrap } from '@/lib/api/client';
import type { TranscriptStatus, UploadState } from '@/lib/api/types';

export interface ServerSide {
  status: TranscriptStatus;
  upload: UploadState;
}

/** What the server already holds of an upload that was broken off. */
export async function getUploadState(transcriptId: string, signal?: AbortSignal): Promise<ServerSide> {
  const params = { path: { transcript_id: transcriptId } };
  const { status } = await unwrap(api.GET('/v1/transcripts/{transcript_id}', { params, signal }));
  const upload = await unwrap(api.GET('/v1/transcripts/{transcript_id}/record/upload', { params, signal }));
  return { status, upload };
}
