export type AnswerPiece = string | { number: number };

/** Cuts an answer at its numbers in brackets. */
export function cutAtCitations(text: string): AnswerPiece[] {
  return text
    .split(/(\[\d+\])/)
    .filter((piece) => piece !== '')
    .map((piece) => (/^\[\d+\]$/.test(piece) ? { number: Number(piece.slice(1, -1)) } : piece));
}
