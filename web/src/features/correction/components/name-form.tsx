import { Button, Group, TextInput } from '@mantine/core';
import { useId, useState, type SyntheticEvent } from 'react';
import type { NameSuggestion } from '@/lib/api/types';
import { t } from '@/texts';
import { useNameSuggestions } from '../api/participants';
import classes from './name-form.module.css';

interface NameFormProps {
  transcriptId: string;
  initial: string;
  submit: string;
  onSubmit: (name: string) => void;
}

const longestName = 1000;
const mostOffered = 8;

const whence = {
  meeting: 'correction.whence.meeting',
  calendar: 'correction.whence.calendar',
  earlier: 'correction.whence.earlier',
} as const satisfies Record<NameSuggestion['source'], string>;

/** A name, with those offered that are likely. */
export function NameForm({ transcriptId, initial, submit, onSubmit }: NameFormProps) {
  const [name, setName] = useState(initial);
  const { data: suggestions = [] } = useNameSuggestions(transcriptId, true);
  const heading = useId();
  const typed = name === initial ? '' : name.trim().toLowerCase();
  const offered = suggestions.filter((one) => one.name.toLowerCase().includes(typed)).slice(0, mostOffered);
  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    if (name.trim() !== '') onSubmit(name.trim());
  };
  return (
    <form onSubmit={save}>
      <Group align="flex-end" gap="xs" wrap="nowrap">
        <TextInput
          style={{ flex: 1 }}
          label={t('correction.name.field')}
          data-autofocus
          maxLength={longestName}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" disabled={name.trim() === ''}>
          {submit}
        </Button>
      </Group>
      {offered.length > 0 ? (
        <>
          <h3 id={heading} className={classes.title}>
            {t('correction.name.perhaps')}
          </h3>
          <ul className={classes.items} aria-labelledby={heading}>
            {offered.map((one) => (
              <li key={one.name}>
                <button type="button" className={classes.item} onClick={() => onSubmit(one.name)}>
                  {one.name}
                  <span className={classes.source}>{one.email ?? t(whence[one.source])}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </form>
  );
}
