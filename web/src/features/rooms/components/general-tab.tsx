import { Checkbox, Radio, Select, Stack, TextInput } from '@mantine/core';
import type { PlatformChoice } from '@/lib/api/types';
import { nameFrom, settled } from '../form/room-form';
import { missingWords, platformChoices, recordings, sizes, triggers } from '../form/room-words';
import classes from './room-editor.module.css';
import type { TabProps } from './room-editor';

interface GeneralTabProps extends TabProps {
  /** That the room would be on: its own, or the server's. */
  platform: string;
  platforms: readonly PlatformChoice[];
}

export function GeneralTab({ form, mistakes, onChange, platform, platforms }: GeneralTabProps) {
  const isDaily = platform === 'daily';
  const { roomMode, recordingTrigger, skipConsent } = settled(form, platform);
  const missing = missingWords(platforms);
  return (
    <>
      <TextInput
        label="Name"
        description={`People come in at ${window.location.host}/${form.name === '' ? 'name' : form.name}`}
        placeholder="weekly-planning"
        maxLength={200}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        data-autofocus
        value={form.name}
        error={mistakes.name}
        onChange={(event) => onChange({ name: nameFrom(event.currentTarget.value) })}
      />
      <div>
        <Select
          label="Video platform"
          data={platformChoices(platforms)}
          value={form.platform}
          allowDeselect={false}
          error={mistakes.platform}
          onChange={(value) => onChange({ platform: value ?? '' })}
        />
        {missing.map((sentence) => (
          <p key={sentence} className={classes.hint}>
            {sentence}
          </p>
        ))}
      </div>
      <Radio.Group
        label="Size"
        description={isDaily ? 'Rooms on Daily are always for more than four.' : undefined}
        value={roomMode}
        error={mistakes.roomMode}
        onChange={(value) =>
          onChange({ roomMode: sizes.find((size) => size.value === value)?.value ?? 'normal' })
        }
      >
        <Stack gap="xs" mt="xs">
          {sizes.map((size) => (
            <Radio key={size.value} value={size.value} label={size.label} disabled={isDaily} />
          ))}
        </Stack>
      </Radio.Group>
      <Checkbox
        label="Locked"
        description="The host lets people in one by one."
        checked={form.isLocked}
        onChange={(event) => onChange({ isLocked: event.currentTarget.checked })}
      />
      <Checkbox
        label="Shared"
        description="Everybody with an account sees this room and what was recorded in it. The settings stay yours."
        checked={form.isShared}
        onChange={(event) => onChange({ isShared: event.currentTarget.checked })}
      />
      <Radio.Group
        label="Recording"
        value={form.recordingType}
        error={mistakes.recordingType}
        onChange={(value) =>
          onChange({ recordingType: recordings.find((type) => type.value === value)?.value ?? 'none' })
        }
      >
        <Stack gap="xs" mt="xs">
          {recordings.map((type) => (
            <Radio key={type.value} value={type.value} label={type.label} description={type.description} />
          ))}
        </Stack>
      </Radio.Group>
      {form.recordingType === 'none' ? null : (
        <Select
          label="When"
          data={triggers}
          value={recordingTrigger}
          allowDeselect={false}
          disabled={isDaily}
          description={isDaily ? 'Daily leaves no choice here.' : undefined}
          error={mistakes.recordingTrigger}
          onChange={(value) =>
            onChange({
              recordingTrigger: triggers.find((trigger) => trigger.value === value)?.value ?? 'none',
            })
          }
        />
      )}
      {form.recordingType === 'cloud' ? (
        <Checkbox
          label="Do not ask for consent"
          description="Nobody is asked whether their audio may be kept: it is. For rooms in which everybody has agreed before."
          checked={skipConsent}
          onChange={(event) => onChange({ skipConsent: event.currentTarget.checked })}
        />
      ) : null}
    </>
  );
}
