import { useSyncExternalStore } from 'react';

let reachable = true;
const listeners = new Set<() => void>();

/** Whether the last request got an answer from the server. */
export const connection = {
  set(value: boolean) {
    if (value === reachable) return;
    reachable = value;
    for (const listener of listeners) listener();
  },
  get: () => reachable,
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
};

export const useReachable = () => useSyncExternalStore(connection.subscribe, connection.get);
