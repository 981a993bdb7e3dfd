import type { Deletion, RetentionItem } from '@/lib/api/types';
import { t } from '@/texts';

/** What kind of thing was deleted, by where it lay. */
export function whatOf({ store, is_prefix, object_key }: Deletion): string {
  if (store === 'daily-api') return t('deletions.what.entry');
  if (object_key.startsWith('uploads/')) return t('deletions.what.upload');
  if (object_key.startsWith('transcripts/')) return t('deletions.what.audio');
  if (is_prefix) return t('deletions.what.tracks');
  return t('deletions.what.recording');
}

export function placeOf({ store }: Deletion): string {
  switch (store) {
    case 'own':
      return t('deletions.place.own');
    case 'whereby':
      return t('deletions.place.whereby');
    case 'daily':
      return t('deletions.place.daily');
    default:
      return t('deletions.place.atDaily');
  }
}

const reasons = {
  consent_refused: 'deletions.reason.consentRefused',
  left_out: 'deletions.reason.leftOut',
  audio_deleted: 'deletions.reason.audioDeleted',
  transcript_deleted: 'deletions.reason.transcriptDeleted',
  meeting_deleted: 'deletions.reason.meetingDeleted',
  retention: 'deletions.reason.retention',
  anonymous_expired: 'deletions.reason.anonymousExpired',
  orphan: 'deletions.reason.orphan',
} as const satisfies Record<Deletion['reason'], string>;

export const reasonInShort = ({ reason }: Deletion): string => t(reasons[reason]);

/** What goes because its time is over. */
export function retentionInShort({ kind, title, room_name: room }: RetentionItem): string {
  switch (kind) {
    case 'audio':
      if (title) return t('deletions.retention.audioOf', { title });
      return room ? t('deletions.retention.audioIn', { room }) : t('deletions.retention.audio');
    case 'transcript':
      if (title) return t('deletions.retention.transcriptNamed', { title });
      return room ? t('deletions.retention.transcriptIn', { room }) : t('deletions.retention.transcript');
    case 'meeting':
      return room ? t('deletions.retention.meetingIn', { room }) : t('deletions.retention.meeting');
    default:
      return room ? t('deletions.retention.recordingIn', { room }) : t('deletions.retention.recording');
  }
}
