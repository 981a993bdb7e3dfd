import { Checkbox, Radio, Select, Stack, TextInput } from '@mantine/core';
import type { PlatformChoice } from '@/lib/api/types';
import { t } from '@/texts';
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
  const address = `${window.location.host}/${form.name === '' ? t('rooms.general.nameInAddress') : form.name}`;
  return (
    <>
      <TextInput
        label={t('rooms.general.name')}
        description={t('rooms.general.nameHint', { address })}
        placeholder={t('rooms.general.nameExample')}
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
          label={t('rooms.platform.label')}
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
        label={t('rooms.size.label')}
        description={isDaily ? t('rooms.size.onDaily') : undefined}
        value={roomMode}
        error={mistakes.roomMode}
        onChange={(value) =>
          onChange({ roomMode: sizes().find((size) => size.value === value)?.value ?? 'normal' })
        }
      >
        <Stack gap="xs" mt="xs">
          {sizes().map((size) => (
            <Radio key={size.value} value={size.value} label={size.label} disabled={isDaily} />
          ))}
        </Stack>
      </Radio.Group>
      <Checkbox
        label={t('rooms.general.locked')}
        description={t('rooms.general.lockedHint')}
        checked={form.isLocked}
        onChange={(event) => onChange({ isLocked: event.currentTarget.checked })}
      />
      <Checkbox
        label={t('rooms.general.shared')}
        description={t('rooms.general.sharedHint')}
        checked={form.isShared}
        onChange={(event) => onChange({ isShared: event.currentTarget.checked })}
      />
      <Radio.Group
        label={t('rooms.recording.label')}
        value={form.recordingType}
        error={mistakes.recordingType}
        onChange={(value) =>
          onChange({ recordingType: recordings().find((type) => type.value === value)?.value ?? 'none' })
        }
      >
        <Stack gap="xs" mt="xs">
          {recordings().map((type) => (
            <Radio key={type.value} value={type.value} label={type.label} description={type.description} />
          ))}
        </Stack>
      </Radio.Group>
      {form.recordingType === 'none' ? null : (
        <Select
          label={t('rooms.trigger.label')}
          data={triggers()}
          value={recordingTrigger}
          allowDeselect={false}
          disabled={isDaily}
          description={isDaily ? t('rooms.trigger.onDaily') : undefined}
          error={mistakes.recordingTrigger}
          onChange={(value) =>
            onChange({
              recordingTrigger: triggers().find((trigger) => trigger.value === value)?.value ?? 'none',
            })
          }
        />
      )}
      {form.recordingType === 'cloud' ? (
        <Checkbox
          label={t('rooms.general.skipConsent')}
          description={t('rooms.general.skipConsentHint')}
          checked={skipConsent}
          onChange={(event) => onChange({ skipConsent: event.currentTarget.checked })}
        />
      ) : null}
    </>
  );
}
