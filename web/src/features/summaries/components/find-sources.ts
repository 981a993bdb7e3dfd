import type { SourceMoment, SummarySource } from '@/lib/api/types';

const plain = (text: string) => text.replace(/\s+/g, ' ').trim();

/** Finds what a piece of the summary was taken from by how it reads: pieces that somebody rewrote have no source. */
export function findSources(
  sources: readonly SummarySource[] | null | undefined,
): (text: string) => readonly SourceMoment[] | null {
  const byText = new Map((sources ?? []).map(({ text, moments }) => [plain(text), moments]));
  return (text) => byText.get(plain(text)) ?? null;
}

export interface SourcedPiece {
  text: string;
  moments: readonly SourceMoment[] | null;
}

/** Cuts a recap of several sentences behind each that has a source. */
export function cutBySources(
  text: string,
  sources: readonly SummarySource[] | null | undefined,
): SourcedPiece[] {
  const places = (sources ?? [])
    .filter((source) => source.text !== '')
    .map(({ text: piece, moments }) => ({ at: text.indexOf(piece), length: piece.length, moments }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at);
  const pieces: SourcedPiece[] = [];
  let from = 0;
  for (const { at, length, moments } of places) {
    if (at < from) continue;
    pieces.push({ text: text.slice(from, at + length), moments });
    from = at + length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), moments: null });
  return pieces;
}
