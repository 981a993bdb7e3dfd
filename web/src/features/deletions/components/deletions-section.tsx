import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import classes from '@/components/list.module.css';
import { Loaded } from '@/components/loaded';
import { ListPager } from '@/components/list-pager';
import { Section } from '@/components/section';
import { useDeletions } from '../api/get-deletions';
import { DeletionList } from './deletion-list';

/** For administrators: the ledger of everything that was to be deleted. */
export function DeletionsSection() {
  const [pending, setPending] = useState(true);
  const [page, setPage] = useState(1);
  const deletions = useDeletions(pending, page);
  return (
    <Section
      title="Deletions"
      text="Each thing that was to be deleted, wherever it lies. It counts as gone only after its storage was asked again and had nothing there; until then it is tried again."
      action={
        <SegmentedControl
          aria-label="Which deletions"
          size="xs"
          value={pending ? 'pending' : 'all'}
          onChange={(value) => {
            setPending(value === 'pending');
            setPage(1);
          }}
          data={[
            { value: 'pending', label: 'Not proven yet' },
            { value: 'all', label: 'All' },
          ]}
        />
      }
    >
      <Loaded query={deletions}>
        {({ items, pages, size, total }) =>
          items.length === 0 ? (
            <p className={classes.empty}>
              {pending ? 'Everything that was to be deleted is proven gone.' : 'Nothing was deleted yet.'}
            </p>
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
