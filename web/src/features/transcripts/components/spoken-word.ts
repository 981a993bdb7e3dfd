import type { TranscriptDocument } from '../document/transcript-document';
import { lastAtOrBefore, spokenWordAt } from '../document/word-lookup';

/** Marks the word being spoken, directly in the DOM. */
export class SpokenWord {
  private readonly document: TranscriptDocument;
  private readonly paragraphStarts: Int32Array;
  private readonly root: HTMLElement;
  private index = -1;
  private element: HTMLElement | null = null;

  constructor(document: TranscriptDocument, root: HTMLElement) {
    this.document = document;
    this.root = root;
    this.paragraphStarts = Int32Array.from(document.paragraphs, ({ first }) => first);
  }

  get current() {
    return this.element?.isConnected ? this.element : null;
  }

  /** Moves the mark to a position. True when it is on another word than before. */
  update(seconds: number): boolean {
    const index = spokenWordAt(this.document.starts, this.document.ends, seconds);
    if (index === this.index && (index === -1 || this.current !== null)) return false;
    this.clear();
    this.index = index;
    if (index === -1) return false;
    const paragraph = this.paragraphOf(index);
    this.element = paragraph?.querySelector<HTMLElement>(`[data-w="${index}"]`) ?? null;
    this.element?.setAttribute('data-spoken', '');
    return true;
  }

  clear() {
    this.element?.removeAttribute('data-spoken');
    this.element = null;
    this.index = -1;
  }

  /** The paragraph around a position, which exists also where words are not drawn one by one. */
  paragraphAt(seconds: number): HTMLElement | null {
    return this.paragraphOf(Math.max(0, lastAtOrBefore(this.document.starts, seconds)));
  }

  private paragraphOf(word: number): HTMLElement | null {
    const paragraph = this.document.paragraphs[lastAtOrBefore(this.paragraphStarts, word)];
    return paragraph ? this.root.querySelector<HTMLElement>(`#${paragraph.key}`) : null;
  }
}
