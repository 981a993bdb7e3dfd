import { useHotkeys } from '@mantine/hooks';
import type { RefObject } from 'react';
import type { Selection } from './use-selection';

const rowLinks = 'a[data-row]';

/** `j` and `k` go through the rows, `x` chooses one, `/` goes to the search; Enter opens, since a row is a link. */
export function useListKeys(
  list: RefObject<HTMLElement | null>,
  search: RefObject<HTMLInputElement | null>,
  selection: Selection,
) {
  const links = () => [...(list.current?.querySelectorAll<HTMLElement>(rowLinks) ?? [])];
  const current = () =>
    links().findIndex((link) => link.closest('li')?.contains(document.activeElement) ?? false);
  const go = (step: 1 | -1) => {
    const all = links();
    const at = current();
    const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1);
    all[next]?.focus();
    all[next]?.closest('li')?.scrollIntoView({ block: 'nearest' });
  };
  const choose = () => {
    const id = links()[current()]?.dataset.row;
    if (id !== undefined) selection.toggle(id);
  };
  useHotkeys([
    ['j', () => go(1)],
    ['k', () => go(-1)],
    ['x', choose],
    ['/', () => search.current?.focus()],
    ['Escape', selection.clear, { preventDefault: false }],
  ]);
}
