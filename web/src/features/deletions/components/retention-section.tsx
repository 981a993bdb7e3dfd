import { useState } from 'react';
import classes from '@/components/list.module.css';
import { Loaded } from '@/components/loaded';
import { ListPager } from '@/components/list-pager';
import { Section } from '@/components/section';
import { formatTime } from '@/lib/time/format';
import { t } from '@/texts';
import { useRetentionPreview } from '../api/get-retention-preview';
import { retentionInShort } from './deletion-words';

/** What goes in the next days because it was kept long enough. */
export function RetentionSection() {
  const [page, setPage] = useState(1);
  const preview = useRetentionPreview(page);
  return (
    <Section title={t('deletions.retention.title')} text={t('deletions.retention.text')}>
      <Loaded query={preview}>
        {({ items, pages, size, total }) =>
          items.length === 0 ? (
            <p className={classes.empty}>{t('deletions.retention.none')}</p>
          ) : (
            <>
              <ul className={classes.list} aria-label={t('deletions.retention.title')}>
                {items.map((item) => (
                  <li key={`${item.kind} ${item.id}`} className={classes.item}>
                    <div className={classes.what}>
                      <div className={classes.name}>{retentionInShort(item)}</div>
                      <div className={classes.details}>
                        {item.room_name ? `${item.room_name} · ` : ''}
                        {t('deletions.retention.goesAfter', { time: formatTime(item.due_at) })}
                      </div>
                    </div>
                  </li>
                ))}
              </ul>
              <ListPager page={page} pages={pages} size={size} total={total} onPage={setPage} />
            </>
          )
        }
      </Loaded>
    </Section>
  );
}
