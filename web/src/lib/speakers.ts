import type { Participant } from '@/lib/api/types';
import { t } from '@/texts';

const paletteSize = 8;

/** The colour of a speaker, the same wherever it shows. */
export const speakerColor = (speaker: number) => `var(--r-speaker-${Math.abs(speaker) % paletteSize})`;

export function speakerName(
  participants: readonly Participant[] | null | undefined,
  speaker: number,
): string {
  return participants?.find((p) => p.speaker === speaker)?.name || t('common.speaker', { number: speaker });
}

export const initialsOf = (name: string) =>
  name
    .split(/\s+/)
    .filter(Boolean)
    .map((part) => [...part][0] ?? '')
    .filter((_, index, all) => index === 0 || index === all.length - 1)
    .join('')
    .toUpperCase();
