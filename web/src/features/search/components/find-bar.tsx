import { ActionIcon, TextInput } from '@mantine/core';
import { ChevronDown, ChevronUp, Search, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
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
    <div className={classes.bar} role="search" aria-label="Find in this transcript">
      <TextInput
        ref={field}
        className={classes.field}
        type="search"
        size="sm"
        aria-label="Find in this transcript"
        placeholder="Find in this transcript"
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
      <ActionIcon aria-label="Previous place" disabled={find.count === 0} onClick={() => find.step(-1)}>
        <ChevronUp size={18} />
      </ActionIcon>
      <ActionIcon aria-label="Next place" disabled={find.count === 0} onClick={() => find.step(1)}>
        <ChevronDown size={18} />
      </ActionIcon>
      <ActionIcon aria-label="Close" onClick={find.close}>
        <X size={18} />
      </ActionIcon>
    </div>
  );
}

function placeOf({ typed, count, current }: Find): string {
  if (typed.trim() === '') return '';
  return count === 0 ? 'Not found' : `${current + 1} of ${count}`;
}
