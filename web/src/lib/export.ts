import { t } from '@/texts';
import { ApiError, detailOf } from './api/api-error';

/** The files that a transcript can be taken away as; the server writes them all. */
export const exportFormats = [
  { format: 'docx', labelKey: 'transcripts.formats.docx' },
  { format: 'pdf', labelKey: 'transcripts.formats.pdf' },
  { format: 'markdown', labelKey: 'transcripts.formats.markdown', extension: 'md' },
  { format: 'text', labelKey: 'transcripts.formats.text', extension: 'txt' },
  { format: 'srt', labelKey: 'transcripts.formats.srt' },
  { format: 'webvtt', labelKey: 'transcripts.formats.webvtt', extension: 'vtt' },
  { format: 'json', labelKey: 'transcripts.formats.json' },
] as const;

export type ExportFormat = (typeof exportFormats)[number]['format'];

export const exportAddress = (transcriptId: string, format: ExportFormat) =>
  `/v1/transcripts/${encodeURIComponent(transcriptId)}/export?format=${format}`;

/** A ZIP of one or several transcripts. */
export function archiveAddress(transcriptIds: readonly string[], audio: boolean): string {
  const query = new URLSearchParams(transcriptIds.map((id) => ['ids', id]));
  if (audio) query.set('audio', 'true');
  return `/v1/transcripts/export?${query.toString()}`;
}

/** One of the formats that are text. */
export async function getExportedText(transcriptId: string, format: ExportFormat): Promise<string> {
  const answer = await fetch(exportAddress(transcriptId, format), { credentials: 'same-origin' }).catch(
    () => {
      throw new ApiError(0, t('errors.unreachable'));
    },
  );
  if (!answer.ok)
    throw new ApiError(answer.status, detailOf(await answer.json().catch(() => null), answer.status));
  return answer.text();
}
