import { useEffect, useState } from 'react';
import { useLocation, useNavigationType, useSearchParams } from 'react-router';
import { readQuery, writeQuery, type BrowseQuery } from '@/features/browse/query/browse-query';

const typed = { typed: true };

/**
 * What the list is narrowed to, kept in the address. The router applies an address a moment after the key that
 * changed it, so the search has a copy of its own; it takes over the address when the person goes somewhere.
 */
export function useBrowseQuery() {
  const [params, setParams] = useSearchParams();
  const { key, state } = useLocation();
  const navigation = useNavigationType();
  const inAddress = readQuery(params);
  const [text, setText] = useState(inAddress.q);

  useEffect(() => {
    const isOwn = navigation === 'REPLACE' && (state as typeof typed | null)?.typed;
    // eslint-disable-next-line react-hooks/set-state-in-effect -- the address is an outside resource
    if (!isOwn) setText(inAddress.q);
    // Only a new place in the history counts.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);

  /** Whatever narrows the list begins at its first page. Typing replaces the place in the history. */
  const change = (part: Partial<BrowseQuery>) => {
    const next: BrowseQuery = { ...inAddress, q: text, page: 1, ...part };
    setText(next.q);
    const isTyping = Object.keys(part).join() === 'q';
    setParams(writeQuery(next), isTyping ? { replace: true, state: typed } : {});
  };
  return [{ ...inAddress, q: text }, change] as const;
}
