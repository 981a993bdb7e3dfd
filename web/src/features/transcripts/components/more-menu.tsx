import { ActionIcon, Menu } from '@mantine/core';
import { Ellipsis, RotateCcw, Trash2 } from 'lucide-react';
import { t } from '@/texts';

interface MoreMenuProps {
  /** Each undefined for somebody who may not do it. */
  onReprocess?: () => void;
  onDelete?: () => void;
}

export function MoreMenu({ onReprocess, onDelete }: MoreMenuProps) {
  if (!onReprocess && !onDelete) return null;
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={t('common.more')}>
          <Ellipsis size={19} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {onReprocess ? (
          <Menu.Item leftSection={<RotateCcw size={16} />} onClick={onReprocess}>
            {t('transcripts.reprocess.confirm')}
          </Menu.Item>
        ) : null}
        {onDelete ? (
          <Menu.Item leftSection={<Trash2 size={16} />} c="var(--r-danger)" onClick={onDelete}>
            {t('transcripts.delete.open')}
          </Menu.Item>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}
