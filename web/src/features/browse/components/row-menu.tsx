import { ActionIcon, Menu } from '@mantine/core';
import { Check, Ellipsis, RotateCcw, Trash2 } from 'lucide-react';
import type { SearchResult } from '@/lib/api/types';
import { titleOf } from '@/lib/title';
import { t } from '@/texts';
import { shareModes } from '../list/action-words';
import type { RunAction } from '../list/use-list-actions';
import classes from './result-row.module.css';

interface RowMenuProps {
  result: SearchResult;
  isMine: boolean;
  onRun: RunAction;
  onDelete: () => void;
}

export function RowMenu({ result, isMine, onRun, onDelete }: RowMenuProps) {
  const ids = [result.id];
  const canReprocess = result.status === 'ended' || result.status === 'error';
  if (!isMine) return <span />;
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon
          className={classes.more ?? ''}
          aria-label={t('browse.row.more', { title: titleOf(result) })}
        >
          <Ellipsis size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('browse.row.whoCanRead')}</Menu.Label>
        {shareModes.map(({ value, labelKey }) => (
          <Menu.Item
            key={value}
            leftSection={
              result.share_mode === value ? <Check size={16} aria-label={t('browse.row.now')} /> : <span />
            }
            onClick={() => onRun({ action: 'share', ids, share_mode: value })}
          >
            {t(labelKey)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          leftSection={<Check size={16} />}
          onClick={() => onRun({ action: 'review', ids, reviewed: !result.reviewed })}
        >
          {result.reviewed ? t('browse.actions.markNotReviewed') : t('browse.actions.markReviewed')}
        </Menu.Item>
        {canReprocess ? (
          <Menu.Item
            leftSection={<RotateCcw size={16} />}
            onClick={() => onRun({ action: 'reprocess', ids })}
          >
            {t('browse.actions.reprocess')}
          </Menu.Item>
        ) : null}
        <Menu.Item leftSection={<Trash2 size={16} />} c="var(--r-danger)" onClick={onDelete}>
          {t('browse.actions.delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
