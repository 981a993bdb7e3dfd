import { Button, CloseButton, Menu } from '@mantine/core';
import { Check, RotateCcw, Share2, Trash2 } from 'lucide-react';
import type { SearchResult } from '@/lib/api/types';
import { t } from '@/texts';
import { shareModes } from '../list/action-words';
import type { RunAction } from '../list/use-list-actions';
import type { Selection } from '../list/use-selection';
import classes from './bulk-bar.module.css';

interface BulkBarProps {
  chosen: readonly SearchResult[];
  /** How many there are to choose from. */
  all: number;
  selection: Selection;
  onRun: RunAction;
  onDelete: () => void;
}

/** What can be done to all chosen ones. */
export function BulkBar({ chosen, all, selection, onRun, onDelete }: BulkBarProps) {
  if (chosen.length === 0) return null;
  const ids = chosen.map(({ id }) => id);
  const isReviewed = chosen.every(({ reviewed }) => reviewed);
  return (
    <section className={classes.bar} aria-label={t('browse.selected.label')}>
      <CloseButton aria-label={t('browse.selected.none')} onClick={selection.clear} />
      <span className={classes.count} role="status">
        {t('browse.selected.count', { count: chosen.length })}
      </span>
      {chosen.length < all ? (
        <Button variant="subtle" onClick={selection.selectAll}>
          {t('browse.selected.all', { count: all })}
        </Button>
      ) : null}
      <span className={classes.space} />
      <Menu position="top-end">
        <Menu.Target>
          <Button variant="default" leftSection={<Share2 size={16} aria-hidden />}>
            {t('browse.selected.share')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {shareModes.map(({ value, labelKey }) => (
            <Menu.Item key={value} onClick={() => onRun({ action: 'share', ids, share_mode: value })}>
              {t(labelKey)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button
        variant="default"
        leftSection={<Check size={16} aria-hidden />}
        onClick={() => onRun({ action: 'review', ids, reviewed: !isReviewed })}
      >
        {isReviewed ? t('browse.actions.notReviewed') : t('browse.actions.reviewed')}
      </Button>
      <Button
        variant="default"
        leftSection={<RotateCcw size={16} aria-hidden />}
        onClick={() => onRun({ action: 'reprocess', ids })}
      >
        {t('browse.actions.reprocess')}
      </Button>
      <Button color="clay" leftSection={<Trash2 size={16} aria-hidden />} onClick={onDelete}>
        {t('browse.actions.delete')}
      </Button>
    </section>
  );
}
