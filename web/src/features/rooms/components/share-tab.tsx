import { Alert, Checkbox } from '@mantine/core';
import { ZulipPlace } from '@/components/zulip-place';
import { useZulipStreams } from '@/lib/zulip';
import type { TabProps } from './room-editor';

export function ShareTab({ form, mistakes, onChange }: TabProps) {
  const isMissing = useZulipStreams().data === null;
  return (
    <>
      {isMissing ? (
        <Alert color="gray" variant="light">
          Zulip is not set up on this server. What you set here holds once it is.
        </Alert>
      ) : null}
      <Checkbox
        label="Post to Zulip"
        description="When a transcript of this room is ready, its summary goes to this stream and topic."
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
