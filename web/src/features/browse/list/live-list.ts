import type { SearchPage, SearchResult } from '@/lib/api/types';
import type { ListFrame } from '@/lib/events/frames';

/** A page of the list after what was told; the same page when it does not concern it. */
export function applyToPage(page: SearchPage, frame: ListFrame): SearchPage {
  const { id } = frame.data;
  if (!page.results.some((result) => result.id === id)) return page;
  const change = (part: Partial<SearchResult>) => ({
    ...page,
    results: page.results.map((result) => (result.id === id ? { ...result, ...part } : result)),
  });
  switch (frame.event) {
    case 'TRANSCRIPT_DELETED':
      return {
        ...page,
        total: Math.max(0, page.total - 1),
        results: page.results.filter((result) => result.id !== id),
      };
    case 'TRANSCRIPT_STATUS':
      return change({ status: frame.data.value });
    case 'TRANSCRIPT_FINAL_TITLE':
      return change({ title: frame.data.title });
    case 'TRANSCRIPT_DURATION':
      return change({ duration: frame.data.duration });
    default:
      return page;
  }
}
