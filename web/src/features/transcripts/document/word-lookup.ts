/** The index of the last element that is ≤ value in an ascending list, or -1. */
export function lastAtOrBefore(sorted: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? Infinity) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** After this much silence the last word is no longer the one being spoken. */
const lingerSeconds = 0.6;

/** The word being spoken at a position, or -1 in a silence. */
export function spokenWordAt(starts: Float64Array, ends: Float64Array, seconds: number): number {
  const index = lastAtOrBefore(starts, seconds);
  return index >= 0 && seconds <= (ends[index] ?? 0) + lingerSeconds ? index : -1;
}

/** The start after (or before) the one a position belongs to. Going back from within a word goes to the word before it. */
export function neighbouringStart(starts: ArrayLike<number>, seconds: number, step: 1 | -1): number | null {
  // A seek may land a hair before the start that was asked for.
  const current = lastAtOrBefore(starts, seconds + 0.02);
  return starts[Math.max(current + step, 0)] ?? null;
}
