/** Tells elements when they come near the visible part of a scroller, once. */
export class NearViewport {
  private readonly observer: IntersectionObserver;
  private readonly callbacks = new Map<Element, () => void>();

  constructor(scroller: Element) {
    this.observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          if (!isIntersecting) continue;
          this.callbacks.get(target)?.();
          this.unwatch(target);
        }
      },
      { root: scroller, rootMargin: '100% 0px' },
    );
  }

  watch(element: Element, callback: () => void) {
    this.callbacks.set(element, callback);
    this.observer.observe(element);
    return () => this.unwatch(element);
  }

  disconnect() {
    this.observer.disconnect();
    this.callbacks.clear();
  }

  private unwatch(element: Element) {
    this.observer.unobserve(element);
    this.callbacks.delete(element);
  }
}
