import type { Meeting } from '@/lib/api/types';
import { t } from '@/texts';

/** What happens with the sound of the meeting, before anybody is asked about it. */
export function whatIsRecorded(meeting: Meeting, isRecording: boolean): string {
  if (isRecording) return t('consent.recorded.now');
  switch (meeting.recording_type) {
    case 'cloud':
      return meeting.recording_trigger === 'automatic' ||
        meeting.recording_trigger === 'automatic-2nd-participant'
        ? t('consent.recorded.always')
        : t('consent.recorded.perhaps');
    case 'local':
      return t('consent.recorded.locally');
    default:
      return t('consent.recorded.never');
  }
}

export type Policy = Meeting['consent_policy'];

/** What the person answered, as the quiet indicator says it. */
export function answerInShort(answer: boolean | null, policy: Policy): string {
  if (answer === null) return t('consent.inShort.none');
  if (answer) return t('consent.inShort.yes');
  return policy === 'leave_out' ? t('consent.inShort.noLeftOut') : t('consent.inShort.no');
}
