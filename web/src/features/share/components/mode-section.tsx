import { Radio, Stack } from '@mantine/core';
import type { ShareMode } from '@/lib/api/types';
import { t } from '@/texts';
import { shareModes } from './share-words';

interface ModeSectionProps {
  mode: ShareMode;
  onChange: (mode: ShareMode) => void;
}

export function ModeSection({ mode, onChange }: ModeSectionProps) {
  return (
    <Radio.Group
      label={t('share.modes.title')}
      value={mode}
      onChange={(value) => {
        const chosen = shareModes.find((known) => known.value === value);
        if (chosen) onChange(chosen.value);
      }}
    >
      <Stack gap="sm" mt="xs">
        {shareModes.map(({ value, labelKey, descriptionKey }) => (
          <Radio key={value} value={value} label={t(labelKey)} description={t(descriptionKey)} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
