import { ActionIcon, TextInput, Tooltip } from '@mantine/core';
import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { CopyAction } from '@/components/copy-action';
import classes from './room-editor.module.css';
import type { TabProps } from './room-editor';

export function WebhookTab({ form, mistakes, onChange }: TabProps) {
  const [isShown, setIsShown] = useState(false);
  const label = isShown ? 'Hide the secret' : 'Show the secret';
  return (
    <>
      <TextInput
        label="Address"
        description="Reflector posts every finished transcript of this room there."
        type="url"
        placeholder="https://example.org/hook"
        value={form.webhookUrl}
        error={mistakes.webhookUrl}
        onChange={(event) => onChange({ webhookUrl: event.currentTarget.value })}
      />
      <TextInput
        label="Secret"
        description="Signs what is posted. Leave it empty for a new one, made when you save."
        type={isShown ? 'text' : 'password'}
        autoComplete="off"
        spellCheck={false}
        value={form.webhookSecret}
        error={mistakes.webhookSecret}
        onChange={(event) => onChange({ webhookSecret: event.currentTarget.value })}
        rightSectionWidth={form.webhookSecret === '' ? undefined : 76}
        rightSection={
          <span className={classes.pair}>
            <Tooltip label={label}>
              <ActionIcon aria-label={label} aria-pressed={isShown} onClick={() => setIsShown(!isShown)}>
                {isShown ? <EyeOff size={16} /> : <Eye size={16} />}
              </ActionIcon>
            </Tooltip>
            {form.webhookSecret === '' ? null : (
              <CopyAction label="Copy the secret" text={() => form.webhookSecret} />
            )}
          </span>
        }
      />
    </>
  );
}
