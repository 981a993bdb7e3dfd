import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import classes from '@/components/list.module.css';
import { Loaded } from '@/components/loaded';
import { ListPager } from '@/components/list-pager';
import { Section } from '@/components/section';
import { t } from '@/texts';
import { useDeletions } from '../api/get-deletions';
import { DeletionList } from './deletion-list';

/** For administrators: the ledger of everything that was to be deleted. */
export function DeletionsSection() {
  const [pending, setPending] = useState(true);
  const [page, setPage] = useState(1);
  const deletions = useDeletions(pending, page);
  return (
    <Section
      title={t('deletions.title')}
      text={t('deletions.text')}
      action={
        <SegmentedControl
          aria-label={t('deletions.show.label')}
          size="xs"
          value={pending ? 'pending' : 'all'}
          onChange={(value) => {
            setPending(value === 'pending');
            setPage(1);
          }}
          data={[
            { value: 'pending', label: t('deletions.show.pending') },
            { value: 'all', label: t('deletions.show.all') },
          ]}
        />
      }
    >
      <Loaded query={deletions}>
        {({ items, pages, size, total }) =>
          items.length === 0 ? (
            <p className={classes.empty}>{pending ? t('deletions.allGone') : t('deletions.none')}</p>
          ) : (
            <>
              <DeletionList deletions={items} />
              <ListPager page={page} pages={pages} size={size} total={total} onPage={setPage} />
            </>
          )
        }
      </Loaded>
    </Section>
  );
}
