import { ScrollArea } from '@mantine/core';
import type { ReactNode } from 'react';

/** A long table in little room; the keyboard scrolls it, too. */
export function Scrollable({ labelledBy, children }: { labelledBy: string; children: ReactNode }) {
  return (
    <ScrollArea.Autosize
      mah="26rem"
      viewportProps={{ role: 'region', 'aria-labelledby': labelledBy, tabIndex: 0 }}
    >
      {children}
    </ScrollArea.Autosize>
  );
}
