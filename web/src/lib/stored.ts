/** What this browser keeps between visits; a browser that forbids keeping anything is as one that is new. */
export const stored = {
  get(key: string): string | null {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  set(key: string, value: string) {
    try {
      localStorage.setItem(key, value);
    } catch {
      // Full or forbidden: what was to be kept is asked again next time.
    }
  },
  remove(key: string) {
    try {
      localStorage.removeItem(key);
    } catch {
      // See above.
    }
  },
};

/** The value under a key if it is JSON, else null. */
export function storedJson(key: string): unknown {
  try {
    return JSON.parse(stored.get(key) ?? 'null');
  } catch {
    return null;
  }
}
