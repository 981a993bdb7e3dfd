import { Button } from '@mantine/core';
import { FileUp } from 'lucide-react';
import { useRef, useState, type DragEvent } from 'react';
import { t } from '@/texts';
import classes from './drop-zone.module.css';

interface DropZoneProps {
  onFiles: (files: File[]) => void;
  multiple?: boolean;
  compact?: boolean;
}

const accepted = 'audio/*,video/*,.mp3,.m4a,.wav,.mp4,.mov,.webm,.ogg,.opus,.flac,.aac,.mkv,.wma,.amr';

export function DropZone({ onFiles, multiple = true, compact = false }: DropZoneProps) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (files: FileList | null | undefined) => {
    const chosen = [...(files ?? [])];
    if (chosen.length > 0) onFiles(multiple ? chosen : chosen.slice(0, 1));
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <div
      role="group"
      aria-label={t('uploads.drop.label')}
      className={classes.zone}
      data-over={over || undefined}
      data-compact={compact || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      {compact ? null : (
        <div className={classes.icon}>
          <FileUp size={26} strokeWidth={1.6} aria-hidden />
        </div>
      )}
      <p className={classes.lead}>
        {compact ? t('uploads.drop.more') : multiple ? t('uploads.drop.many') : t('uploads.drop.one')}
      </p>
      <Button variant={compact ? 'default' : 'filled'} onClick={() => input.current?.click()}>
        {multiple ? t('uploads.drop.chooseMany') : t('uploads.drop.chooseOne')}
      </Button>
      {compact ? null : <p className={classes.hint}>{t('uploads.drop.formats')}</p>}
      <input
        ref={input}
        className={classes.input}
        type="file"
        tabIndex={-1}
        aria-label={t('uploads.drop.file')}
        accept={accepted}
        multiple={multiple}
        onChange={(event) => {
          take(event.currentTarget.files);
          // The same file can be chosen again.
          event.currentTarget.value = '';
        }}
      />
    </div>
  );
}
