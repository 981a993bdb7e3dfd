import type { UnmatchedRecording } from '@/lib/api/types';
import { t } from '@/texts';

/** What a recording consists of. */
export function kindInWords(kind: UnmatchedRecording['kind']): string {
  switch (kind) {
    case 'tracks':
      return t('recordings.kind.tracks');
    case 'video':
      return t('recordings.kind.video');
    default:
      return t('recordings.kind.file');
  }
}
