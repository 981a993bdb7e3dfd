import { ActionIcon, TextInput } from '@mantine/core';
import { ChevronDown, ChevronUp, Search, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { formatNumber } from '@/lib/time/format';
import { t } from '@/texts';
import type { Find } from '../find/use-find';
import classes from './find-bar.module.css';

/** Finds in the text of the page, all of it, also where it is not drawn. */
export function FindBar({ find }: { find: Find }) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);

  return (
    <div className={classes.bar} role="search" aria-label={t('search.find')}>
      <TextInput
        ref={field}
        className={classes.field}
        type="search"
        size="sm"
        aria-label={t('search.find')}
        placeholder={t('search.find')}
        leftSection={<Search size={16} aria-hidden />}
        value={find.typed}
        onChange={(event) => find.type(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            event.preventDefault();
            find.step(event.shiftKey ? -1 : 1);
          } else if (event.key === 'Escape') {
            event.preventDefault();
            find.close();
          }
        }}
      />
      <span className={classes.count} role="status">
        {placeOf(find)}
      </span>
      <ActionIcon aria-label={t('search.previous')} disabled={find.count === 0} onClick={() => find.step(-1)}>
        <ChevronUp size={18} />
      </ActionIcon>
      <ActionIcon aria-label={t('search.next')} disabled={find.count === 0} onClick={() => find.step(1)}>
        <ChevronDown size={18} />
      </ActionIcon>
      <ActionIcon aria-label={t('common.close')} onClick={find.close}>
        <X size={18} />
      </ActionIcon>
    </div>
  );
}

function placeOf({ typed, count, current }: Find): string {
  if (typed.trim() === '') return '';
  if (count === 0) return t('search.notFound');
  return t('search.place', { place: formatNumber(current + 1), total: formatNumber(count) });
}
