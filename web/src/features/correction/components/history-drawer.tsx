import { Button, Drawer } from '@mantine/core';
import { useState } from 'react';
import { ListPager } from '@/components/list-pager';
import { When } from '@/components/when';
import { sentenceOf } from '@/lib/api/api-error';
import type { TranscriptEdit } from '@/lib/api/types';
import { t } from '@/texts';
import { pageSize, useEdits } from '../api/edits';
import classes from './history-drawer.module.css';

interface HistoryDrawerProps {
  transcriptId: string;
  opened: boolean;
  onClose: () => void;
  onTakeBack: (version: number) => void;
  onGoBackTo: (version: number) => void;
}

/** Who changed what, and the ways back. */
export function HistoryDrawer(props: HistoryDrawerProps) {
  return (
    <Drawer
      opened={props.opened}
      onClose={props.onClose}
      position="right"
      size="28rem"
      title={t('correction.history.title')}
    >
      {props.opened ? <History {...props} /> : null}
    </Drawer>
  );
}

function History({ transcriptId, onTakeBack, onGoBackTo }: HistoryDrawerProps) {
  const [page, setPage] = useState(1);
  const { data, error } = useEdits(transcriptId, page);
  if (error && !data) return <p className={classes.empty}>{sentenceOf(error)}</p>;
  if (data?.total === 0) {
    return <p className={classes.empty}>{t('correction.history.empty')}</p>;
  }
  const [newest] = data?.items ?? [];
  return (
    <>
      <ol className={classes.list} aria-busy={data === undefined}>
        {data?.items.map((edit) => (
          <Edit
            key={edit.version}
            edit={edit}
            isNewest={page === 1 && edit.version === newest?.version}
            onTakeBack={onTakeBack}
            onGoBackTo={onGoBackTo}
          />
        ))}
      </ol>
      {data ? (
        <ListPager page={page} pages={data.pages} size={pageSize} total={data.total} onPage={setPage} />
      ) : null}
      {data && page === data.pages && data.items.at(-1)?.kind !== 'processed' ? (
        <Button variant="default" size="xs" fullWidth onClick={() => onGoBackTo(0)}>
          {t('correction.history.backToFirst')}
        </Button>
      ) : null}
    </>
  );
}

interface EditProps {
  edit: TranscriptEdit;
  isNewest: boolean;
  onTakeBack: (version: number) => void;
  onGoBackTo: (version: number) => void;
}

function Edit({ edit, isNewest, onTakeBack, onGoBackTo }: EditProps) {
  const author = edit.is_mine ? t('correction.history.you') : (edit.author ?? 'Reflector');
  return (
    <li className={classes.edit} data-undone={edit.undone_by !== null || undefined}>
      <p className={classes.sentence}>{edit.sentence}</p>
      <p className={classes.facts}>
        <span>{author}</span>
        <When iso={edit.created_at} />
        {edit.undone_by === null ? null : <span>{t('correction.history.takenBack')}</span>}
      </p>
      <div className={classes.actions}>
        {edit.can_undo ? (
          <Button variant="default" size="compact-xs" onClick={() => onTakeBack(edit.version)}>
            {t('correction.history.takeBack')}
          </Button>
        ) : null}
        {isNewest ? null : (
          <Button variant="default" size="compact-xs" onClick={() => onGoBackTo(edit.version)}>
            {t('correction.history.backToHere')}
          </Button>
        )}
      </div>
    </li>
  );
}
