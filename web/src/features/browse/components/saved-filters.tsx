import { Button, CloseButton, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { toast } from '@/components/toast';
import { sentenceOf } from '@/lib/api/api-error';
import { t } from '@/texts';
import { useDeleteFilter, useFilters, useSaveFilter } from '../api/filters';
import { fromFilter, isNarrowed, sameFilter, toFilter, type BrowseQuery } from '../query/browse-query';
import classes from './filter-panel.module.css';

interface SavedFiltersProps {
  query: BrowseQuery;
  onChange: (change: Partial<BrowseQuery>) => void;
}

export function SavedFilters({ query, onChange }: SavedFiltersProps) {
  const { data: filters = [] } = useFilters(true);
  const remove = useDeleteFilter();
  const save = useSaveFilter();
  const forget = (id: string) =>
    remove.mutate(id, {
      onSuccess: () => toast.done(t('browse.saved.deleted')),
      onError: (error) => toast.failed(t('browse.saved.notDeleted'), error),
    });
  const isNew = isNarrowed(query) && !filters.some((filter) => sameFilter(query, filter.query));
  if (filters.length === 0 && !isNew) return null;

  return (
    <section>
      <h2 className={classes.heading}>{t('browse.saved.title')}</h2>
      <ul className={classes.list}>
        {filters.map((filter) => (
          <li key={filter.id} className={classes.saved}>
            <button
              type="button"
              className={classes.item}
              aria-pressed={sameFilter(query, filter.query)}
              title={filter.name}
              onClick={() => onChange(fromFilter(filter.query))}
            >
              {filter.name}
            </button>
            <CloseButton
              size="sm"
              aria-label={t('browse.saved.delete', { name: filter.name })}
              onClick={() => forget(filter.id)}
            />
          </li>
        ))}
      </ul>
      {isNew ? <SaveForm query={query} save={save} /> : null}
    </section>
  );
}

function SaveForm({ query, save }: { query: BrowseQuery; save: ReturnType<typeof useSaveFilter> }) {
  const [isOpen, setIsOpen] = useState(false);
  return isOpen ? (
    <NameForm query={query} save={save} onClose={() => setIsOpen(false)} />
  ) : (
    <button type="button" className={classes.item} onClick={() => setIsOpen(true)}>
      {t('browse.saved.save')}
    </button>
  );
}

interface NameFormProps {
  query: BrowseQuery;
  save: ReturnType<typeof useSaveFilter>;
  onClose: () => void;
}

function NameForm({ query, save, onClose }: NameFormProps) {
  const [name, setName] = useState(query.q.trim());
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <form
      className={classes.save}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ name, query: toFilter(query) }, { onSuccess: onClose });
      }}
    >
      <TextInput
        ref={field}
        label={t('browse.saved.name')}
        value={name}
        maxLength={100}
        error={save.error ? sentenceOf(save.error) : null}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose();
        }}
      />
      <Button type="submit" loading={save.isPending} disabled={name.trim() === ''}>
        {t('common.save')}
      </Button>
    </form>
  );
}
