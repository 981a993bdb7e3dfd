import { ActionIcon, Menu } from '@mantine/core';
import { Ellipsis, RotateCcw, Trash2 } from 'lucide-react';

interface MoreMenuProps {
  onReprocess?: () => void;
  onDelete: () => void;
}

export function MoreMenu({ onReprocess, onDelete }: MoreMenuProps) {
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label="More">
          <Ellipsis size={19} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {onReprocess ? (
          <Menu.Item leftSection={<RotateCcw size={16} />} onClick={onReprocess}>
            Process again
          </Menu.Item>
        ) : null}
        <Menu.Item leftSection={<Trash2 size={16} />} c="var(--r-danger)" onClick={onDelete}>
          Delete…
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
