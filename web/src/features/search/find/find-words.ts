/** Words of a transcript in which something stands: indices, the first inclusive, the last exclusive. */
export interface FoundWords {
  first: number;
  last: number;
}

/** Without case and accents, as people type when they look for something. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The words of a transcript as one text, made once for all that is looked for in it. */
export class SearchableText {
  private readonly text: string;
  private readonly starts: Int32Array;

  /** `spaced` words carry the spaces between them. */
  constructor(texts: readonly string[], spaced: boolean) {
    this.starts = new Int32Array(texts.length);
    let length = 0;
    const folded = texts.map((word, index) => {
      this.starts[index] = length;
      const text = spaced ? fold(word) : `${fold(word)} `;
      length += text.length;
      return text;
    });
    this.text = folded.join('');
  }

  /** Every place of what is typed, in order; parts of words count. */
  find(typed: string): FoundWords[] {
    const wanted = fold(typed.trim()).replace(/\s+/g, ' ');
    if (wanted === '') return [];
    const found: FoundWords[] = [];
    for (
      let place = this.text.indexOf(wanted);
      place !== -1;
      place = this.text.indexOf(wanted, place + wanted.length)
    ) {
      found.push({ first: this.wordAt(place), last: this.wordAt(place + wanted.length - 1) + 1 });
    }
    return found;
  }

  private wordAt(place: number): number {
    let [low, high] = [0, this.starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.starts[middle] ?? 0) <= place) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
