import { NumberInput, Radio, Stack } from '@mantine/core';
import { policies } from '../form/room-words';
import classes from './room-editor.module.css';
import type { TabProps } from './room-editor';

const longest = 36_500;

/** What a "no" means, and how long things are kept. */
export function PrivacyTab({ form, mistakes, onChange }: TabProps) {
  return (
    <>
      <Radio.Group
        label="When somebody does not want their audio kept"
        value={form.consentPolicy}
        error={mistakes.consentPolicy}
        onChange={(value) =>
          onChange({
            consentPolicy: policies.find((policy) => policy.value === value)?.value ?? 'delete_audio',
          })
        }
      >
        <Stack gap="xs" mt="xs">
          {policies.map((policy) => (
            <Radio
              key={policy.value}
              value={policy.value}
              label={policy.label}
              description={policy.description}
            />
          ))}
        </Stack>
      </Radio.Group>
      <p className={classes.hint}>A change is for meetings that begin after it.</p>
      <NumberInput
        label="Days that audio and video are kept"
        description="Then they are deleted and the text stays. Empty for as long as the server is set."
        min={1}
        max={longest}
        allowDecimal={false}
        value={form.audioRetentionDays}
        error={mistakes.audioRetentionDays}
        onChange={(value) => onChange({ audioRetentionDays: typeof value === 'number' ? value : '' })}
      />
      <NumberInput
        label="Days that everything is kept"
        description="Then transcripts are deleted as a whole. Empty for as long as the server is set."
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
