import { t } from '@/texts';

/** What a person sees as a transcript's name: the generated or edited title, else the name it was created with. */
export function titleOf(transcript: { title?: string | null; name?: string | null }): string {
  return transcript.title?.trim() || transcript.name?.trim() || t('transcripts.untitled');
}
