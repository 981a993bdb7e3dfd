import { Button, Menu } from '@mantine/core';
import { Copy } from 'lucide-react';
import { toast } from '@/components/toast';
import type { TopicWithWords, Transcript } from '@/lib/api/types';
import { copyText } from '@/lib/clipboard';
import { getTranscriptText } from '../api/get-transcript-text';
import { transcriptMarkdown } from '../document/markdown';
import { speakerName } from '@/lib/speakers';
import classes from './header-menu.module.css';

interface CopyMenuProps {
  transcript: Transcript;
  topics: readonly TopicWithWords[];
}

export function CopyMenu({ transcript, topics }: CopyMenuProps) {
  const copy = async (what: string, text: () => string | Promise<string>) => {
    try {
      await copyText(await text());
      toast.done(`${what} copied.`);
    } catch (error) {
      toast.failed('Nothing was copied', error);
    }
  };
  const nameOf = (speaker: number) => speakerName(transcript.participants, speaker);
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
        <Menu.Item onClick={() => void copy('Text', () => getTranscriptText(transcript.id, 'text'))}>
          Text
        </Menu.Item>
        <Menu.Item
          onClick={() =>
            void copy('Text with times', () => getTranscriptText(transcript.id, 'text-timestamped'))
          }
        >
          Text with times
        </Menu.Item>
        <Menu.Item
          onClick={() => void copy('Markdown', () => transcriptMarkdown(transcript, topics, nameOf))}
        >
          Markdown with summary
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => void copy('Link', () => window.location.href)}>Link to this page</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
