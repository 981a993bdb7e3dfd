import { useEffect, useState } from 'react';

/** The present moment, refreshed every `everyMs` while the page is visible. */
export function useNow(everyMs: number, active = true): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    if (!active) return;
    const timer = setInterval(() => {
      if (!document.hidden) setNow(new Date());
    }, everyMs);
    return () => clearInterval(timer);
  }, [everyMs, active]);
  return now;
}
