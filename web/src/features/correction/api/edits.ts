import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { EditedTranscript, EditPage } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';

export const pageSize = 50;

export function getEdits(transcriptId: string, page: number, signal?: AbortSignal): Promise<EditPage> {
  return unwrap(
    api.GET('/v1/transcripts/{transcript_id}/edits', {
      params: { path: { transcript_id: transcriptId }, query: { page, size: pageSize } },
      signal,
    }),
  );
}

/** Newest first. */
export const useEdits = (transcriptId: string, page = 1) =>
  useQuery({
    queryKey: [...queryKeys.edits(transcriptId), page],
    queryFn: ({ signal }) => getEdits(transcriptId, page, signal),
    placeholderData: (before) => before,
  });

export function undoEdit(transcriptId: string, version: number): Promise<EditedTranscript> {
  return unwrap(
    api.POST('/v1/transcripts/{transcript_id}/edits/{version}/undo', {
      params: { path: { transcript_id: transcriptId, version } },
    }),
  );
}

export function rollBack(transcriptId: string, version: number): Promise<EditedTranscript> {
  return unwrap(
    api.POST('/v1/transcripts/{transcript_id}/edits/{version}/rollback', {
      params: { path: { transcript_id: transcriptId, version } },
    }),
  );
}
