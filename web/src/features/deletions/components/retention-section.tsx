import { useState } from 'react';
import classes from '@/components/list.module.css';
import { Loaded } from '@/components/loaded';
import { ListPager } from '@/components/list-pager';
import { Section } from '@/components/section';
import { formatTime } from '@/lib/time/format';
import { useRetentionPreview } from '../api/get-retention-preview';
import { retentionInShort } from './deletion-words';

/** What goes in the next days because it was kept long enough. */
export function RetentionSection() {
  const [page, setPage] = useState(1);
  const preview = useRetentionPreview(page);
  return (
    <Section
      title="What goes next"
      text="What the rooms’ and the server’s limits delete within a week. To keep something, give its room more days."
    >
      <Loaded query={preview}>
        {({ items, pages, size, total }) =>
          items.length === 0 ? (
            <p className={classes.empty}>Nothing reaches its limit within a week.</p>
          ) : (
            <>
              <ul className={classes.list} aria-label="What goes next">
                {items.map((item) => (
                  <li key={`${item.kind} ${item.id}`} className={classes.item}>
                    <div className={classes.what}>
                      <div className={classes.name}>{retentionInShort(item)}</div>
                      <div className={classes.details}>
                        {item.room_name ? `${item.room_name} · ` : ''}goes after {formatTime(item.due_at)}
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
