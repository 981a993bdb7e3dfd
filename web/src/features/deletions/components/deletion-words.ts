import type { Deletion, RetentionItem } from '@/lib/api/types';

/** What kind of thing was deleted, by where it lay. */
export function whatOf({ store, is_prefix, object_key }: Deletion): string {
  if (store === 'daily-api') return 'Its entry in the platform’s list';
  if (object_key.startsWith('uploads/')) return 'Parts of the upload';
  if (object_key.startsWith('transcripts/')) return 'All audio files that were made or uploaded';
  if (is_prefix) return 'All tracks of the recording';
  return 'The recording';
}

export function placeOf({ store }: Deletion): string {
  switch (store) {
    case 'own':
      return 'in our storage';
    case 'whereby':
      return 'in the bucket of Whereby';
    case 'daily':
      return 'in the bucket of Daily';
    default:
      return 'at Daily';
  }
}

const reasons: Record<Deletion['reason'], string> = {
  consent_refused: 'somebody did not want it kept',
  left_out: 'somebody’s voice was left out',
  audio_deleted: 'its audio was deleted',
  transcript_deleted: 'its transcript was deleted',
  meeting_deleted: 'its meeting was deleted',
  retention: 'its time was over',
  anonymous_expired: 'it was nobody’s, and its time was over',
  orphan: 'nothing belonged to it any more',
};

export const reasonInShort = ({ reason }: Deletion): string => reasons[reason];

/** What goes because its time is over. */
export function retentionInShort({ kind, title, room_name }: RetentionItem): string {
  const where = room_name ? ` in ${room_name}` : '';
  switch (kind) {
    case 'audio':
      return title ? `The audio of “${title}”` : `The audio of a transcript${where}`;
    case 'transcript':
      return title ? `“${title}”, as a whole` : `A transcript${where}, as a whole`;
    case 'meeting':
      return `What is known of a meeting${where}`;
    default:
      return `A recording without a transcript${where}`;
  }
}
