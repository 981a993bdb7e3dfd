/** Tells elements when they come near the visible part of a scroller and when they are far from it again. */
export class NearViewport {
  private readonly observer: IntersectionObserver;
  private readonly callbacks = new Map<Element, (near: boolean) => void>();

  constructor(scroller: Element) {
    this.observer = new IntersectionObserver(
      (entries) => {
        // What is being selected keeps its elements: a selection ends when they are replaced.
        const selecting = window.getSelection()?.isCollapsed === false;
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting || !selecting) this.callbacks.get(target)?.(isIntersecting);
        }
      },
      { root: scroller, rootMargin: '100% 0px' },
    );
  }

  watch(element: Element, callback: (near: boolean) => void) {
    this.callbacks.set(element, callback);
    this.observer.observe(element);
    return () => {
      this.observer.unobserve(element);
      this.callbacks.delete(element);
    };
  }

  disconnect() {
    this.observer.disconnect();
    this.callbacks.clear();
  }
}
