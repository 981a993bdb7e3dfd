/** The word below or above one on the screen; null at the first and the last line. */
export function wordOnNextLine(frame: HTMLElement, index: number, direction: 1 | -1): number | null {
  const boxOf = (at: number) => frame.querySelector(`[data-w="${at}"]`)?.getBoundingClientRect();
  const box = boxOf(index);
  if (!box) return null;
  const middle = (box.left + box.right) / 2;
  let line: number | null = null;
  let best: number | null = null;
  let distance = Infinity;
  for (let at = index + direction; ; at += direction) {
    const other = boxOf(at);
    if (!other) return best;
    const isSameLine = Math.abs(other.top - box.top) < box.height / 2;
    if (isSameLine) continue;
    line ??= other.top;
    if (Math.abs(other.top - line) > box.height / 2) return best;
    const away = Math.abs((other.left + other.right) / 2 - middle);
    if (away < distance) {
      best = at;
      distance = away;
    }
  }
}
