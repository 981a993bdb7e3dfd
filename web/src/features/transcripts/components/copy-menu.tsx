import { Button, Menu } from '@mantine/core';
import { Copy } from 'lucide-react';
import { toast } from '@/components/toast';
import type { Transcript } from '@/lib/api/types';
import { copyText } from '@/lib/clipboard';
import { getExportedText } from '@/lib/export';
import { t } from '@/texts';
import { getTranscriptText } from '../api/get-transcript-text';
import classes from './header-menu.module.css';

export function CopyMenu({ transcript }: { transcript: Transcript }) {
  const { id } = transcript;
  const summary = transcript.long_summary?.trim() || transcript.short_summary?.trim() || '';
  const choices: { label: string; done: string; text: () => string | Promise<string> }[] = [
    {
      label: t('transcripts.copy.text'),
      done: t('transcripts.copy.textDone'),
      text: () => getTranscriptText(id, 'text'),
    },
    {
      label: t('transcripts.copy.timed'),
      done: t('transcripts.copy.timedDone'),
      text: () => getTranscriptText(id, 'text-timestamped'),
    },
    {
      label: t('transcripts.copy.markdown'),
      done: t('transcripts.copy.formatDone', { format: 'Markdown' }),
      text: () => getExportedText(id, 'markdown'),
    },
    {
      label: 'WebVTT',
      done: t('transcripts.copy.formatDone', { format: 'WebVTT' }),
      text: () => getTranscriptText(id, 'webvtt-named'),
    },
    {
      label: 'JSON',
      done: t('transcripts.copy.formatDone', { format: 'JSON' }),
      text: () => getTranscriptText(id, 'json'),
    },
  ];
  const copy = async ({ done, text }: Omit<(typeof choices)[number], 'label'>) => {
    try {
      await copyText(await text());
      toast.done(done);
    } catch (error) {
      toast.failed(t('common.copyFailed'), error);
    }
  };
  return (
    <Menu>
      <Menu.Target>
        <Button
          variant="default"
          size="xs"
          leftSection={<Copy size={15} aria-hidden />}
          className={classes.button}
        >
          {t('common.copy')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map((choice) => (
          <Menu.Item key={choice.label} onClick={() => void copy(choice)}>
            {choice.label}
          </Menu.Item>
        ))}
        {summary === '' ? null : (
          <>
            <Menu.Divider />
            <Menu.Item
              onClick={() => void copy({ done: t('transcripts.copy.summaryDone'), text: () => summary })}
            >
              {t('transcripts.copy.summary')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
