import type { Silence } from '@/lib/playback';

const shortestSeconds = 1.5;
const marginSeconds = 0.25;

/** The pauses between words that are long enough to be worth skipping. */
export function findSilences(starts: Float64Array, ends: Float64Array): Silence[] {
  const silences: Silence[] = [];
  let previousEnd = 0;
  for (let index = 0; index < starts.length; index += 1) {
    const start = starts[index] ?? 0;
    if (start - previousEnd >= shortestSeconds) {
      silences.push({ from: previousEnd + marginSeconds, to: start - marginSeconds });
    }
    previousEnd = Math.max(previousEnd, ends[index] ?? 0);
  }
  return silences;
}
