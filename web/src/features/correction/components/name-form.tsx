import { Autocomplete, Button, Group } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import type { NameSuggestion } from '@/lib/api/types';
import { useNameSuggestions } from '../api/participants';

interface NameFormProps {
  transcriptId: string;
  initial: string;
  submit: string;
  onSubmit: (name: string) => void;
}

const limit = 1000;

const whence: Record<NameSuggestion['source'], string> = {
  meeting: 'Was in the meeting',
  calendar: 'Was invited',
  earlier: 'Spoke before',
};

/** A name, with those offered that are likely. */
export function NameForm({ transcriptId, initial, submit, onSubmit }: NameFormProps) {
  const [name, setName] = useState(initial);
  const { data: suggestions = [] } = useNameSuggestions(transcriptId, true);
  const groups = (['meeting', 'calendar', 'earlier'] as const)
    .map((source) => ({
      group: whence[source],
      items: suggestions.filter((one) => one.source === source).map((one) => one.name),
    }))
    .filter(({ items }) => items.length > 0);
  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    if (name.trim() !== '') onSubmit(name.trim());
  };
  return (
    <form onSubmit={save}>
      <Group align="flex-end" gap="xs" wrap="nowrap">
        <Autocomplete
          style={{ flex: 1 }}
          label="Name"
          data-autofocus
          maxLength={limit}
          value={name}
          onChange={setName}
          data={groups}
          limit={20}
          maxDropdownHeight={260}
          comboboxProps={{ withinPortal: true }}
        />
        <Button type="submit" disabled={name.trim() === ''}>
          {submit}
        </Button>
      </Group>
    </form>
  );
}
