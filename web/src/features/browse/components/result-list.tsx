import { Skeleton } from '@mantine/core';
import { useState, type RefObject } from 'react';
import type { SearchResult } from '@/lib/api/types';
import { dayGroup } from '@/lib/time/format';
import { t } from '@/texts';
import type { Selection } from '../list/use-selection';
import { useListActions } from '../list/use-list-actions';
import { BulkBar } from './bulk-bar';
import { DeleteManyDialog } from './delete-many-dialog';
import classes from './result-list.module.css';
import { ResultRow } from './result-row';

interface ResultListProps {
  results: readonly SearchResult[];
  terms: string[];
  selection: Selection;
  /** Id of who looks; what is somebody else's cannot be changed. */
  me: string | null;
  listRef: RefObject<HTMLDivElement | null>;
}

export function ResultList({ results, terms, selection, me, listRef }: ResultListProps) {
  const [deleting, setDeleting] = useState<readonly SearchResult[]>([]);
  const run = useListActions();
  // Found ones are in order of how well they fit, not of their day.
  const groups = terms.length > 0 ? [[t('browse.bestFirst'), [...results]] as const] : groupByDay(results);
  const chosen = results.filter(({ id }) => selection.isSelected(id));
  const confirm = () => {
    run({ action: 'delete', ids: deleting.map(({ id }) => id) });
    setDeleting([]);
    selection.clear();
  };
  return (
    <div ref={listRef}>
      {groups.map(([heading, members]) => (
        <section key={heading} className={classes.group} aria-label={heading}>
          <h2 className={classes.heading}>{heading}</h2>
          <ul className={classes.rows}>
            {members.map((result) => (
              <ResultRow
                key={result.id}
                result={result}
                terms={terms}
                isMine={me !== null && result.user_id === me}
                isSelected={selection.isSelected(result.id)}
                onSelect={() => selection.toggle(result.id)}
                onRun={run}
                onDelete={() => setDeleting([result])}
              />
            ))}
          </ul>
        </section>
      ))}
      <BulkBar
        chosen={chosen}
        all={results.length}
        selection={selection}
        onRun={run}
        onDelete={() => setDeleting(chosen)}
      />
      <DeleteManyDialog transcripts={deleting} onClose={() => setDeleting([])} onConfirm={confirm} />
    </div>
  );
}

function groupByDay(results: readonly SearchResult[]) {
  const groups = new Map<string, SearchResult[]>();
  for (const result of results) {
    const heading = dayGroup(result.created_at);
    const members = groups.get(heading);
    if (members) members.push(result);
    else groups.set(heading, [result]);
  }
  return [...groups];
}

export function ResultListSkeleton() {
  return (
    <div role="status" aria-label={t('browse.loading')} className={classes.group}>
      <Skeleton height={10} width={70} my={13} />
      {[62, 44, 70, 52, 58].map((width) => (
        <div key={width} className={classes.skeletonRow}>
          <Skeleton height={14} width={`${width}%`} />
          <Skeleton height={10} width="88%" mt={12} />
          <Skeleton height={10} width="61%" mt={8} />
        </div>
      ))}
    </div>
  );
}
