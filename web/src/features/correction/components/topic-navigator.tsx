import { ActionIcon, NativeSelect, Tooltip } from '@mantine/core';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { TopicWithWords } from '@/lib/api/types';
import { formatClock } from '@/lib/time/format';
import { t } from '@/texts';
import classes from './topic-navigator.module.css';

interface TopicNavigatorProps {
  topics: readonly TopicWithWords[];
  current: number;
  onGo: (index: number) => void;
}

export function TopicNavigator({ topics, current, onGo }: TopicNavigatorProps) {
  return (
    <nav className={classes.navigator} aria-label={t('correction.topics.title')}>
      <Tooltip label={`${t('correction.topics.previous')} (←)`}>
        <ActionIcon
          aria-label={t('correction.topics.previous')}
          disabled={current <= 0}
          onClick={() => onGo(current - 1)}
        >
          <ChevronLeft size={20} />
        </ActionIcon>
      </Tooltip>
      <NativeSelect
        className={classes.select}
        size="sm"
        aria-label={t('correction.topics.choose')}
        value={String(current)}
        onChange={(event) => onGo(Number(event.currentTarget.value))}
        data={topics.map((topic, index) => ({
          value: String(index),
          label: `${index + 1}. ${topic.title} (${formatClock(topic.timestamp)})`,
        }))}
      />
      <span className={classes.place}>
        {t('correction.topics.place', { place: current + 1, total: topics.length })}
      </span>
      <Tooltip label={`${t('correction.topics.next')} (→)`}>
        <ActionIcon
          aria-label={t('correction.topics.next')}
          disabled={current >= topics.length - 1}
          onClick={() => onGo(current + 1)}
        >
          <ChevronRight size={20} />
        </ActionIcon>
      </Tooltip>
    </nav>
  );
}
