import type { Meeting } from '@/lib/api/types';

/** What happens with the sound of the meeting, before anybody is asked about it. */
export function whatIsRecorded(meeting: Meeting, isRecording: boolean): string {
  if (isRecording)
    return 'This meeting is being recorded, and Reflector writes a transcript from the recording.';
  switch (meeting.recording_type) {
    case 'cloud':
      return meeting.recording_trigger === 'automatic' ||
        meeting.recording_trigger === 'automatic-2nd-participant'
        ? 'This meeting is recorded, and Reflector writes a transcript from the recording.'
        : 'This meeting can be recorded. Reflector then writes a transcript from the recording.';
    case 'local':
      return 'People in this meeting can record it on their own device. What you answer holds for what Reflector gets of it.';
    default:
      return 'Nothing is recorded in this room at present. Should that change, your answer holds.';
  }
}

export const answerWords = {
  yes: 'Yes, store the audio',
  no: 'No, delete after transcription',
};

/** What the person answered, as the quiet indicator says it. */
export function answerInShort(answer: boolean | null): string {
  return answer === null ? 'Not answered' : answer ? 'Audio stored' : 'Audio deleted after transcription';
}
