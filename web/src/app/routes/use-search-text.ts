import { useEffect, useState } from 'react';
import { useLocation, useNavigationType, useSearchParams } from 'react-router';

const typed = { typed: true };

/**
 * What is searched for, also kept in the address as `?q=`. The router applies an address a moment after the key
 * that changed it, so the field has a copy of its own; it takes over the address when the person goes somewhere.
 */
export function useSearchText() {
  const [params, setParams] = useSearchParams();
  const { key, state } = useLocation();
  const navigation = useNavigationType();
  const inAddress = params.get('q') ?? '';
  const [text, setText] = useState(inAddress);

  useEffect(() => {
    const isOwn = navigation === 'REPLACE' && (state as typeof typed | null)?.typed;
    // eslint-disable-next-line react-hooks/set-state-in-effect -- the address is an outside resource
    if (!isOwn) setText(inAddress);
    // Only a new place in the history counts.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);

  const change = (next: string) => {
    setText(next);
    setParams(next === '' ? {} : { q: next }, { replace: true, state: typed });
  };
  return [text, change] as const;
}
