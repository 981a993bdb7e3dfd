import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import { SearchableText, type FoundWords } from './find-words';
import { FoundMarks } from './found-marks';

const nothing: readonly FoundWords[] = [];

interface Findable {
  texts: readonly string[];
  starts: Float64Array;
  spaced: boolean;
}

export interface Find {
  opened: boolean;
  typed: string;
  /** How many places there are. */
  count: number;
  /** Which of them is shown, from 0; -1 for none. */
  current: number;
  open: () => void;
  close: () => void;
  type: (typed: string) => void;
  step: (direction: 1 | -1) => void;
}

/**
 * Finds in a transcript what is typed. `show` brings a place into view; `from` tells where one is, in seconds, so that
 * the first place shown is the next one.
 */
export function useFind(
  document: Findable,
  asked: string,
  show: (first: number) => void,
  from: () => number,
): Find {
  const [state, setState] = useState({ opened: asked !== '', typed: asked });
  const [current, setCurrent] = useState(-1);
  const searchable = useMemo(() => new SearchableText(document.texts, document.spaced), [document]);
  const found = useMemo(
    () => (state.opened ? searchable.find(state.typed) : nothing),
    [searchable, state.opened, state.typed],
  );

  const goTo = (places: readonly FoundWords[], index: number) => {
    setCurrent(index);
    const place = places[index];
    if (place) show(place.first);
  };
  const firstFrom = (places: readonly FoundWords[]) => {
    const now = from();
    const next = places.findIndex(({ first }) => (document.starts[first] ?? 0) >= now - 0.5);
    return places.length === 0 ? -1 : Math.max(0, next);
  };
  const goToNext = useEffectEvent(() => goTo(found, firstFrom(found)));

  // What the address asks for is shown when the text has come.
  useEffect(() => {
    // eslint-disable-next-line react-hooks/set-state-in-effect -- the address is an outside resource
    if (asked !== '' && document.texts.length > 0) goToNext();
  }, [asked, document]);

  useEffect(() => {
    const root = window.document.querySelector<HTMLElement>('[data-transcript-text]');
    if (!root || found.length === 0) return;
    const marks = new FoundMarks(root);
    marks.show(found, current);
    return () => marks.clear();
  }, [found, current]);

  return {
    opened: state.opened,
    typed: state.typed,
    count: found.length,
    current,
    open: () => setState((before) => ({ ...before, opened: true })),
    close: () => setState((before) => ({ ...before, opened: false })),
    type: (typed) => {
      setState({ opened: true, typed });
      const places = searchable.find(typed);
      goTo(places, firstFrom(places));
    },
    step: (direction) => {
      if (found.length > 0) goTo(found, (current + direction + found.length) % found.length);
    },
  };
}
