import { Checkbox, TextInput } from '@mantine/core';
import type { TabProps } from './room-editor';

export function ShareTab({ form, mistakes, onChange }: TabProps) {
  return (
    <>
      <Checkbox
        label="Post to Zulip"
        description="When a transcript of this room is ready, its summary goes to this stream and topic."
        checked={form.zulipAutoPost}
        onChange={(event) => onChange({ zulipAutoPost: event.currentTarget.checked })}
      />
      <TextInput
        label="Stream"
        value={form.zulipStream}
        error={mistakes.zulipStream}
        onChange={(event) => onChange({ zulipStream: event.currentTarget.value })}
      />
      <TextInput
        label="Topic"
        value={form.zulipTopic}
        error={mistakes.zulipTopic}
        onChange={(event) => onChange({ zulipTopic: event.currentTarget.value })}
      />
    </>
  );
}
