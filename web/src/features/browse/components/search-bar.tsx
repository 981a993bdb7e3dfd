import { ActionIcon, CloseButton, Indicator, TextInput } from '@mantine/core';
import { ListFilter, Search } from 'lucide-react';
import type { Ref } from 'react';
import { t } from '@/texts';
import classes from './search-bar.module.css';

interface SearchBarProps {
  ref: Ref<HTMLInputElement>;
  value: string;
  /** Whether something else narrows the list as well. */
  isNarrowed: boolean;
  onChange: (value: string) => void;
  onFilters: () => void;
}

export function SearchBar({ ref, value, isNarrowed, onChange, onFilters }: SearchBarProps) {
  return (
    <div className={classes.bar}>
      <TextInput
        ref={ref}
        className={classes.field ?? ''}
        type="search"
        size="md"
        maxLength={1000}
        aria-label={t('browse.search.label')}
        aria-keyshortcuts="/"
        placeholder={t('browse.search.placeholder')}
        leftSection={<Search size={17} aria-hidden />}
        rightSection={
          value === '' ? null : (
            <CloseButton aria-label={t('browse.search.clear')} onClick={() => onChange('')} />
          )
        }
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onChange('');
        }}
      />
      <Indicator className={classes.filters ?? ''} disabled={!isNarrowed} offset={6}>
        <ActionIcon variant="default" size={42} aria-label={t('browse.filters.title')} onClick={onFilters}>
          <ListFilter size={18} aria-hidden />
        </ActionIcon>
      </Indicator>
    </div>
  );
}
