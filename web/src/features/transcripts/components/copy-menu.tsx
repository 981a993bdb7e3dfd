import { Button, Menu } from '@mantine/core';
import { Copy } from 'lucide-react';
import { toast } from '@/components/toast';
import type { Transcript } from '@/lib/api/types';
import { copyText } from '@/lib/clipboard';
import { getExportedText } from '@/lib/export';
import { getTranscriptText } from '../api/get-transcript-text';
import classes from './header-menu.module.css';

export function CopyMenu({ transcript }: { transcript: Transcript }) {
  const { id } = transcript;
  const summary = transcript.long_summary?.trim() || transcript.short_summary?.trim() || '';
  const choices: { label: string; done: string; text: () => string | Promise<string> }[] = [
    { label: 'Text', done: 'Text copied.', text: () => getTranscriptText(id, 'text') },
    {
      label: 'Text with times',
      done: 'Text with times copied.',
      text: () => getTranscriptText(id, 'text-timestamped'),
    },
    {
      label: 'Markdown with summary',
      done: 'Markdown copied.',
      text: () => getExportedText(id, 'markdown'),
    },
    { label: 'WebVTT', done: 'WebVTT copied.', text: () => getTranscriptText(id, 'webvtt-named') },
    { label: 'JSON', done: 'JSON copied.', text: () => getTranscriptText(id, 'json') },
  ];
  const copy = async ({ done, text }: Omit<(typeof choices)[number], 'label'>) => {
    try {
      await copyText(await text());
      toast.done(done);
    } catch (error) {
      toast.failed('Nothing was copied', error);
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
          Copy
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
            <Menu.Item onClick={() => void copy({ done: 'Summary copied.', text: () => summary })}>
              Summary
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
