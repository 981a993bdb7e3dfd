import type { ReactNode } from 'react';
import { Tabs } from '@mantine/core';
import type { Transcript, TopicWithWords } from '@/lib/api/types';
import type { Playback } from '@/lib/playback';
import { t } from '@/texts';
import classes from './panel.module.css';
import { TopicsTab } from './topics-tab';

export const panelTabs = ['summary', 'topics', 'actions', 'ask', 'video'] as const;
export type PanelTab = (typeof panelTabs)[number];

interface PanelProps {
  transcript: Transcript;
  topics: readonly TopicWithWords[];
  playback: Playback | null;
  tab: PanelTab;
  onTab: (tab: PanelTab) => void;
  onOpenTopic: (topic: TopicWithWords) => void;
  onPlay: (seconds: number) => void;
  summary: ReactNode;
  actionItems: ReactNode;
  /** Null for somebody who may not ask. */
  ask: ReactNode | null;
  /** Null when the meeting has no video. */
  video: ReactNode | null;
}

export function Panel({
  transcript,
  topics,
  playback,
  tab,
  onTab,
  onOpenTopic,
  onPlay,
  ...parts
}: PanelProps) {
  const { summary, actionItems, ask, video } = parts;
  const { action_items: items } = transcript;
  const itemCount = (items?.decisions.length ?? 0) + (items?.next_steps.length ?? 0);
  const isMissing = (tab === 'video' && video === null) || (tab === 'ask' && ask === null);
  return (
    <Tabs
      className={classes.tabs}
      value={isMissing ? 'summary' : tab}
      onChange={(value) => {
        const chosen = panelTabs.find((name) => name === value);
        if (chosen) onTab(chosen);
      }}
    >
      <Tabs.List className={classes.tabList} aria-label={t('transcripts.panel.title')}>
        <Tabs.Tab value="summary">{t('transcripts.panel.summary')}</Tabs.Tab>
        <Tabs.Tab value="topics">
          {t('transcripts.panel.topics')}
          {topics.length > 0 ? <span className={classes.count}>{topics.length}</span> : null}
        </Tabs.Tab>
        <Tabs.Tab value="actions">
          {t('transcripts.panel.actionItems')}
          {itemCount > 0 ? <span className={classes.count}>{itemCount}</span> : null}
        </Tabs.Tab>
        {ask === null ? null : <Tabs.Tab value="ask">{t('transcripts.panel.ask')}</Tabs.Tab>}
        {video === null ? null : <Tabs.Tab value="video">{t('transcripts.panel.video')}</Tabs.Tab>}
      </Tabs.List>
      <Tabs.Panel value="summary" className={classes.panel}>
        {summary}
      </Tabs.Panel>
      <Tabs.Panel value="topics" className={classes.panel}>
        <TopicsTab topics={topics} playback={playback} onOpen={onOpenTopic} onPlay={onPlay} />
      </Tabs.Panel>
      <Tabs.Panel value="actions" className={classes.panel}>
        {actionItems}
      </Tabs.Panel>
      {ask === null ? null : (
        <Tabs.Panel value="ask" className={classes.panel}>
          {ask}
        </Tabs.Panel>
      )}
      {video === null ? null : (
        <Tabs.Panel value="video" className={classes.panel}>
          {video}
        </Tabs.Panel>
      )}
    </Tabs>
  );
}
