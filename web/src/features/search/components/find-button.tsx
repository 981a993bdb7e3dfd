import { ActionIcon } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { Search } from 'lucide-react';
import { t } from '@/texts';
import { findShortcut } from '../find/find-shortcut';
import type { Find } from '../find/use-find';

/** Opens the field to find something in the text; the browser's own is a second press away. */
export function FindButton({ find }: { find: Find }) {
  useHotkeys(
    find.opened ? [] : [['mod+F', find.open]],
    // Also from inside a field.
    [],
  );
  return (
    <ActionIcon
      variant="default"
      size="lg"
      aria-label={t('search.find')}
      aria-keyshortcuts={findShortcut.aria}
      aria-pressed={find.opened}
      title={t('search.findByKeys', { keys: findShortcut.keys })}
      onClick={find.opened ? find.close : find.open}
    >
      <Search size={17} />
    </ActionIcon>
  );
}
