import { ActionIcon, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';

interface ToolProps {
  /** What it does, with its key. */
  label: string;
  /** What it is called. */
  name: string;
  onClick: () => void;
  children: ReactNode;
}

export function Tool({ label, name, onClick, children }: ToolProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={name} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
