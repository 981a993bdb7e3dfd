import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core';
import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { CopyAction } from '@/components/copy-action';
import { sentenceOf } from '@/lib/api/api-error';
import type { Room, WebhookTestResult } from '@/lib/api/types';
import { useTestWebhook } from '../api/test-webhook';
import classes from './room-editor.module.css';
import type { TabProps } from './room-editor';

export function WebhookTab({ form, mistakes, onChange, room }: TabProps & { room: Room | null }) {
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
      {room?.webhook_url ? (
        <WebhookTest roomId={room.id} isStored={room.webhook_url === form.webhookUrl} />
      ) : null}
    </>
  );
}

function WebhookTest({ roomId, isStored }: { roomId: string; isStored: boolean }) {
  const test = useTestWebhook();
  const { data, error } = test;
  return (
    <div>
      <Button
        variant="default"
        loading={test.isPending}
        disabled={!isStored}
        onClick={() => test.mutate(roomId)}
      >
        Send a test
      </Button>
      <p className={classes.hint} role="status">
        {!isStored
          ? 'Save first: what is stored is tested.'
          : error
            ? sentenceOf(error)
            : data
              ? outcomeOf(data)
              : ''}
      </p>
    </div>
  );
}

function outcomeOf({ success, status_code, error, response_preview }: WebhookTestResult): string {
  const answered = status_code === null ? '' : ` It answered ${status_code}.`;
  const preview = response_preview ? ` “${response_preview}”` : '';
  return success
    ? `The test arrived.${answered}${preview}`
    : `${error || 'The test failed.'}${answered}${preview}`;
}
