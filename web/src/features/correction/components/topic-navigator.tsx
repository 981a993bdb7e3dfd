import { ActionIcon, NativeSelect, Tooltip } from '@mantine/core';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { TopicWithWords } from '@/lib/api/types';
import { formatClock } from '@/lib/time/format';
import classes from './topic-navigator.module.css';

interface TopicNavigatorProps {
  topics: readonly TopicWithWords[];
  current: number;
  onGo: (index: number) => void;
}

export function TopicNavigator({ topics, current, onGo }: TopicNavigatorProps) {
  return (
    <nav className={classes.navigator} aria-label="Topics">
      <Tooltip label="Previous topic (←)">
        <ActionIcon aria-label="Previous topic" disabled={current <= 0} onClick={() => onGo(current - 1)}>
          <ChevronLeft size={20} />
        </ActionIcon>
      </Tooltip>
      <NativeSelect
        className={classes.select}
        size="sm"
        aria-label="Topic"
        value={String(current)}
        onChange={(event) => onGo(Number(event.currentTarget.value))}
        data={topics.map((topic, index) => ({
          value: String(index),
          label: `${index + 1}. ${topic.title} (${formatClock(topic.timestamp)})`,
        }))}
      />
      <span className={classes.place}>
        {current + 1} of {topics.length}
      </span>
      <Tooltip label="Next topic (→)">
        <ActionIcon
          aria-label="Next topic"
          disabled={current >= topics.length - 1}
          onClick={() => onGo(current + 1)}
        >
          <ChevronRight size={20} />
        </ActionIcon>
      </Tooltip>
    </nav>
  );
}
