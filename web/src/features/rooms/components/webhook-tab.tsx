import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core';
import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { CopyAction } from '@/components/copy-action';
import { sentenceOf } from '@/lib/api/api-error';
import type { Room, WebhookTestResult } from '@/lib/api/types';
import { t } from '@/texts';
import { useTestWebhook } from '../api/test-webhook';
import classes from './room-editor.module.css';
import type { TabProps } from './room-editor';

const example = 'https://example.org/hook';

export function WebhookTab({ form, mistakes, onChange, room }: TabProps & { room: Room | null }) {
  const [isShown, setIsShown] = useState(false);
  const label = isShown ? t('rooms.webhook.hideSecret') : t('rooms.webhook.showSecret');
  return (
    <>
      <TextInput
        label={t('rooms.webhook.address')}
        description={t('rooms.webhook.addressHint')}
        type="url"
        placeholder={example}
        value={form.webhookUrl}
        error={mistakes.webhookUrl}
        onChange={(event) => onChange({ webhookUrl: event.currentTarget.value })}
      />
      <TextInput
        label={t('rooms.webhook.secret')}
        description={t('rooms.webhook.secretHint')}
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
              <CopyAction label={t('rooms.webhook.copySecret')} text={() => form.webhookSecret} />
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
        {t('rooms.webhook.test')}
      </Button>
      <p className={classes.hint} role="status">
        {!isStored ? t('rooms.webhook.saveFirst') : error ? sentenceOf(error) : data ? outcomeOf(data) : ''}
      </p>
    </div>
  );
}

function outcomeOf({ success, status_code, error, response_preview }: WebhookTestResult): string {
  return [
    success ? t('rooms.webhook.arrived') : error || t('rooms.webhook.failed'),
    status_code === null ? null : t('rooms.webhook.answered', { status: status_code }),
    response_preview ? t('common.quoted', { text: response_preview }) : null,
  ]
    .filter((sentence) => sentence !== null)
    .join(' ');
}
