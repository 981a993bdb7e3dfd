import { Button, Menu } from '@mantine/core';
import { Download } from 'lucide-react';
import { toast } from '@/components/toast';
import type { TopicWithWords, Transcript, TranscriptFormat } from '@/lib/api/types';
import { fileNameOf, saveAs } from '@/lib/download';
import { titleOf } from '@/lib/title';
import { getTranscriptText } from '../api/get-transcript-text';
import { transcriptMarkdown } from '../document/markdown';
import { speakerName } from '@/lib/speakers';
import classes from './header-menu.module.css';

interface DownloadMenuProps {
  transcript: Transcript;
  topics: readonly TopicWithWords[];
  /** Address of the audio; null when there is none. */
  audio: string | null;
}

const formats: { label: string; extension: string; format: TranscriptFormat; type: string }[] = [
  { label: 'Text', extension: 'txt', format: 'text-timestamped', type: 'text/plain' },
  { label: 'SubRip subtitles', extension: 'srt', format: 'srt', type: 'application/x-subrip' },
  { label: 'WebVTT subtitles', extension: 'vtt', format: 'webvtt-named', type: 'text/vtt' },
  { label: 'JSON', extension: 'json', format: 'json', type: 'application/json' },
];

export function DownloadMenu({ transcript, topics, audio }: DownloadMenuProps) {
  const fileName = fileNameOf(titleOf(transcript));
  const download = async ({ extension, format, type }: (typeof formats)[number]) => {
    try {
      saveAs(`${fileName}.${extension}`, await getTranscriptText(transcript.id, format), type);
    } catch (error) {
      toast.failed('The download could not be made', error);
    }
  };
  const nameOf = (speaker: number) => speakerName(transcript.participants, speaker);
  return (
    <Menu>
      <Menu.Target>
        <Button
          variant="default"
          size="xs"
          leftSection={<Download size={15} aria-hidden />}
          className={classes.button}
        >
          Download
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {formats.map((choice) => (
          <Menu.Item
            key={choice.extension}
            rightSection={<span className={classes.extension}>.{choice.extension}</span>}
            onClick={() => void download(choice)}
          >
            {choice.label}
          </Menu.Item>
        ))}
        <Menu.Item
          rightSection={<span className={classes.extension}>.md</span>}
          onClick={() =>
            saveAs(`${fileName}.md`, transcriptMarkdown(transcript, topics, nameOf), 'text/markdown')
          }
        >
          Markdown
        </Menu.Item>
        {audio === null ? null : (
          <>
            <Menu.Divider />
            <Menu.Item
              component="a"
              href={audio}
              download={`${fileName}.mp3`}
              rightSection={<span className={classes.extension}>.mp3</span>}
            >
              Audio
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
