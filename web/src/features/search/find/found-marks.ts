import type { FoundWords } from './find-words';

/**
 * Marks found words directly in the DOM. Only what is near the visible part has an element for each word, and those
 * come and go while one scrolls; whatever appears is marked as it does.
 */
export class FoundMarks {
  private readonly root: HTMLElement;
  private readonly observer: MutationObserver;
  private words = new Map<number, 'found' | 'current'>();

  constructor(root: HTMLElement) {
    this.root = root;
    this.observer = new MutationObserver(() => this.mark());
  }

  show(found: readonly FoundWords[], current: number) {
    this.words = new Map();
    found.forEach(({ first, last }, index) => {
      for (let word = first; word < last; word += 1) {
        this.words.set(word, index === current ? 'current' : 'found');
      }
    });
    this.mark();
    this.observer.observe(this.root, { childList: true, subtree: true });
  }

  clear() {
    this.observer.disconnect();
    this.words = new Map();
    this.mark();
  }

  private mark() {
    for (const element of this.root.querySelectorAll<HTMLElement>('[data-w]')) {
      const mark = this.words.get(Number(element.dataset.w));
      if (mark === undefined) delete element.dataset.found;
      else element.dataset.found = mark;
    }
  }
}
