import '@testing-library/jest-dom/vitest';
import { cleanup } from '@testing-library/react';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { server } from './server';

// What the component library asks of a browser and jsdom does not have.
window.matchMedia = (query) =>
  ({
    matches: false,
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }) as unknown as MediaQueryList;
class NoObserver {
  observe() {
    // Nothing is laid out here, so nothing is ever observed.
  }
  unobserve() {
    // See above.
  }
  disconnect() {
    // See above.
  }
}
window.ResizeObserver = NoObserver as unknown as typeof ResizeObserver;
window.IntersectionObserver = NoObserver as unknown as typeof IntersectionObserver;

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => {
  cleanup();
  server.resetHandlers();
  localStorage.clear();
});
afterAll(() => server.close());
