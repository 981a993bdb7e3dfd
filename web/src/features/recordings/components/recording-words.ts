import type { UnmatchedRecording } from '@/lib/api/types';

/** What a recording consists of. */
export function kindInWords(kind: UnmatchedRecording['kind']): string {
  switch (kind) {
    case 'tracks':
      return 'One track per person';
    case 'video':
      return 'Video';
    default:
      return 'One file';
  }
}
