import { Radio, Stack } from '@mantine/core';
import type { ShareMode } from '@/lib/api/types';
import { shareModes } from './share-words';

interface ModeSectionProps {
  mode: ShareMode;
  onChange: (mode: ShareMode) => void;
}

export function ModeSection({ mode, onChange }: ModeSectionProps) {
  return (
    <Radio.Group
      label="Who can read it"
      value={mode}
      onChange={(value) => {
        const chosen = shareModes.find((known) => known.value === value);
        if (chosen) onChange(chosen.value);
      }}
    >
      <Stack gap="sm" mt="xs">
        {shareModes.map(({ value, label, description }) => (
          <Radio key={value} value={value} label={label} description={description} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
