import { Button, Menu } from '@mantine/core';
import { Download } from 'lucide-react';
import type { Transcript } from '@/lib/api/types';
import { archiveAddress, exportAddress, exportFormats } from '@/lib/export';
import { t } from '@/texts';
import classes from './header-menu.module.css';

interface DownloadMenuProps {
  transcript: Transcript;
  /** Address of the audio; null when there is none. */
  audio: string | null;
}

/** Everything is written and named by the server. */
export function DownloadMenu({ transcript, audio }: DownloadMenuProps) {
  const files = exportFormats.map((choice) => ({
    address: exportAddress(transcript.id, choice.format),
    label: t(choice.labelKey),
    extension: 'extension' in choice ? choice.extension : choice.format,
  }));
  return (
    <Menu>
      <Menu.Target>
        <Button
          variant="default"
          size="xs"
          leftSection={<Download size={15} aria-hidden />}
          className={classes.button}
        >
          {t('transcripts.download.open')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {files.map(({ address, label, extension }) => (
          <FileItem key={extension} address={address} label={label} extension={extension} />
        ))}
        <Menu.Divider />
        {audio === null ? null : (
          <FileItem address={audio} label={t('transcripts.download.audio')} extension="mp3" />
        )}
        <FileItem
          address={archiveAddress([transcript.id], audio !== null)}
          label={audio === null ? t('transcripts.download.documents') : t('transcripts.download.everything')}
          extension="zip"
        />
      </Menu.Dropdown>
    </Menu>
  );
}

function FileItem({ address, label, extension }: { address: string; label: string; extension: string }) {
  return (
    <Menu.Item
      component="a"
      href={address}
      download
      rightSection={<span className={classes.extension}>.{extension}</span>}
    >
      {label}
    </Menu.Item>
  );
}
