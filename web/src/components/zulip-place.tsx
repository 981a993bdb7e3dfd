import { Alert, Autocomplete } from '@mantine/core';
import { endedSentenceOf } from '@/lib/api/api-error';
import { useZulipStreams, useZulipTopics } from '@/lib/zulip';
import { t } from '@/texts';

interface ZulipPlaceProps {
  stream: string;
  topic: string;
  disabled?: boolean;
  streamError?: string;
  topicError?: string;
  onChange: (change: { stream?: string; topic?: string }) => void;
}

/** Stream and topic in Zulip: chosen from what is there, or typed, so that it works while Zulip does not answer. */
export function ZulipPlace({ stream, topic, disabled, streamError, topicError, onChange }: ZulipPlaceProps) {
  const streams = useZulipStreams();
  const chosen = streams.data?.find(({ name }) => name === stream);
  const topics = useZulipTopics(chosen?.stream_id);
  const failure = streams.error ?? topics.error;
  return (
    <>
      <Autocomplete
        label={t('common.zulip.stream')}
        data={(streams.data ?? []).map(({ name }) => name)}
        value={stream}
        limit={50}
        disabled={disabled}
        error={streamError}
        onChange={(value) => onChange({ stream: value })}
      />
      <Autocomplete
        label={t('common.zulip.topic')}
        description={t('common.zulip.topicHint')}
        data={[...new Set((topics.data ?? []).map(({ name }) => name))]}
        value={topic}
        limit={50}
        maxLength={60}
        disabled={disabled}
        error={topicError}
        onChange={(value) => onChange({ topic: value })}
      />
      {failure ? (
        <Alert color="yellow" variant="light" title={t('common.zulip.listsFailed')}>
          {t('common.zulip.writeInstead', { reason: endedSentenceOf(failure) })}
        </Alert>
      ) : null}
    </>
  );
}
