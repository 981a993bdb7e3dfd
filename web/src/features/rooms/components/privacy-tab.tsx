import { NumberInput, Radio, Stack } from '@mantine/core';
import { t } from '@/texts';
import { policies } from '../form/room-words';
import classes from './room-editor.module.css';
import type { TabProps } from './room-editor';

const longest = 36_500;

/** What a "no" means, and how long things are kept. */
export function PrivacyTab({ form, mistakes, onChange }: TabProps) {
  const choices = policies();
  return (
    <>
      <Radio.Group
        label={t('rooms.privacy.label')}
        value={form.consentPolicy}
        error={mistakes.consentPolicy}
        onChange={(value) =>
          onChange({
            consentPolicy: choices.find((policy) => policy.value === value)?.value ?? 'delete_audio',
          })
        }
      >
        <Stack gap="xs" mt="xs">
          {choices.map((policy) => (
            <Radio
              key={policy.value}
              value={policy.value}
              label={policy.label}
              description={policy.description}
            />
          ))}
        </Stack>
      </Radio.Group>
      <p className={classes.hint}>{t('rooms.privacy.later')}</p>
      <NumberInput
        label={t('rooms.privacy.audioDays')}
        description={t('rooms.privacy.audioDaysHint')}
        min={1}
        max={longest}
        allowDecimal={false}
        value={form.audioRetentionDays}
        error={mistakes.audioRetentionDays}
        onChange={(value) => onChange({ audioRetentionDays: typeof value === 'number' ? value : '' })}
      />
      <NumberInput
        label={t('rooms.privacy.allDays')}
        description={t('rooms.privacy.allDaysHint')}
        min={1}
        max={longest}
        allowDecimal={false}
        value={form.retentionDays}
        error={mistakes.retentionDays}
        onChange={(value) => onChange({ retentionDays: typeof value === 'number' ? value : '' })}
      />
    </>
  );
}
