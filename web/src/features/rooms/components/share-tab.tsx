import { Alert, Checkbox } from '@mantine/core';
import { ZulipPlace } from '@/components/zulip-place';
import { useZulipStreams } from '@/lib/zulip';
import { t } from '@/texts';
import type { TabProps } from './room-editor';

export function ShareTab({ form, mistakes, onChange }: TabProps) {
  const isMissing = useZulipStreams().data === null;
  return (
    <>
      {isMissing ? (
        <Alert color="gray" variant="light">
          {t('rooms.zulip.notSetUp')}
        </Alert>
      ) : null}
      <Checkbox
        label={t('rooms.zulip.label')}
        description={t('rooms.zulip.hint')}
        checked={form.zulipAutoPost}
        onChange={(event) => onChange({ zulipAutoPost: event.currentTarget.checked })}
      />
      <ZulipPlace
        stream={form.zulipStream}
        topic={form.zulipTopic}
        streamError={mistakes.zulipStream}
        topicError={mistakes.zulipTopic}
        onChange={({ stream = form.zulipStream, topic = form.zulipTopic }) =>
          onChange({ zulipStream: stream, zulipTopic: topic })
        }
      />
    </>
  );
}
