import { CircleCheck, CircleDashed, TriangleAlert } from 'lucide-react';
import { Trans } from 'react-i18next';
import { When } from '@/components/when';
import type { Deletion } from '@/lib/api/types';
import { t } from '@/texts';
import classes from './deletion-list.module.css';
import { placeOf, reasonInShort, whatOf } from './deletion-words';

/** The ledger: each thing that was to be deleted, why, and whether it is proven to be gone. */
export function DeletionList({ deletions }: { deletions: readonly Deletion[] }) {
  return (
    <ul className={classes.list} aria-label={t('deletions.title')}>
      {deletions.map((deletion) => (
        <li key={deletion.id} className={classes.item} data-state={stateOf(deletion)}>
          {stateOf(deletion) === 'gone' ? (
            <CircleCheck size={18} aria-hidden />
          ) : stateOf(deletion) === 'failing' ? (
            <TriangleAlert size={18} aria-hidden />
          ) : (
            <CircleDashed size={18} aria-hidden />
          )}
          <div className={classes.words}>
            <div className={classes.what}>{whatOf(deletion)}</div>
            <div className={classes.details}>
              {placeOf(deletion)} · {reasonInShort(deletion)} · <State deletion={deletion} />
            </div>
            {deletion.is_gone ? null : <div className={classes.sentence}>{deletion.sentence}</div>}
            <code className={classes.key}>{deletion.object_key}</code>
          </div>
        </li>
      ))}
    </ul>
  );
}

function stateOf({ is_gone, attempts }: Deletion): 'gone' | 'failing' | 'waiting' {
  if (is_gone) return 'gone';
  return attempts > 1 ? 'failing' : 'waiting';
}

function State({ deletion }: { deletion: Deletion }) {
  const { proven_gone_at, requested_at, attempts } = deletion;
  if (proven_gone_at !== null)
    return <Trans i18nKey="deletions.state.gone" components={{ when: <When iso={proven_gone_at} /> }} />;
  const components = { when: <When iso={requested_at} /> };
  return attempts > 0 ? (
    <Trans i18nKey="deletions.state.tried" count={attempts} components={components} />
  ) : (
    <Trans i18nKey="deletions.state.requested" components={components} />
  );
}
