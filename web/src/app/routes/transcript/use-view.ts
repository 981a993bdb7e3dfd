import { useSearchParams } from 'react-router';
import { panelTabs, type PanelTab } from '@/features/transcripts/components/panel';

/** What the address says about how a transcript is looked at: `?tab=topics&t=95&view=text&find=budget`. */
export function useView() {
  const [params, setParams] = useSearchParams();
  const change = (name: string, value: string | null) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === null) next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  const tab: PanelTab = panelTabs.find((name) => name === params.get('tab')) ?? 'summary';
  return {
    tab,
    setTab: (next: PanelTab) => change('tab', next === 'summary' ? null : next),
    startAt: Math.max(0, Number(params.get('t')) || 0),
    find: params.get('find') ?? '',
    view: params.get('view') === 'text' ? ('text' as const) : null,
  };
}
