import { useEffect, useState } from 'react';
import { Sources } from '@/components/sources';
import type { TopicWithWords } from '@/lib/api/types';
import type { Playback } from '@/lib/playback';
import { formatClock } from '@/lib/time/format';
import { t } from '@/texts';
import classes from './panel.module.css';

interface TopicsTabProps {
  topics: readonly TopicWithWords[];
  playback: Playback | null;
  onOpen: (topic: TopicWithWords) => void;
  onPlay: (seconds: number) => void;
}

export function TopicsTab({ topics, playback, onOpen, onPlay }: TopicsTabProps) {
  const [current, setCurrent] = useState<string | null>(null);
  useEffect(
    () =>
      playback?.onTime((seconds) => {
        const topic =
          seconds > 0 ? topics.findLast(({ timestamp }) => timestamp <= seconds + 0.05) : undefined;
        setCurrent(topic?.id ?? null);
      }),
    [playback, topics],
  );

  if (topics.length === 0) return <p className={classes.nothing}>{t('transcripts.panel.noTopics')}</p>;
  return (
    <ol className={classes.topics}>
      {topics.map((topic) => (
        <li key={topic.id}>
          <button
            type="button"
            className={classes.topic}
            aria-current={topic.id === current ? 'true' : undefined}
            onClick={() => onOpen(topic)}
          >
            <span className={classes.topicTime}>{formatClock(topic.timestamp)}</span>
            <span className={classes.topicBody}>
              <span className={classes.topicTitle}>{topic.title}</span>
              {topic.summary && topic.summary !== topic.title ? (
                <span className={classes.topicSummary}>{topic.summary}</span>
              ) : null}
            </span>
          </button>
          {topic.moments?.length ? (
            <div className={classes.topicSources}>
              <Sources moments={topic.moments} onPlay={onPlay} />
            </div>
          ) : null}
        </li>
      ))}
    </ol>
  );
}
