import { Button } from '@mantine/core';
import { useEffect, useEffectEvent } from 'react';
import { t } from '@/texts';
import type { Upload } from '../queue/upload';
import { uploadQueue, useUploads } from '../queue/use-uploads';
import { DropZone } from './drop-zone';
import { UploadCard } from './upload-card';
import classes from './upload-panel.module.css';

interface UploadPanelProps {
  /** The empty transcript to upload into; null makes a new one for each file. */
  transcriptId?: string | null;
  onDone: (upload: Upload) => void;
}

export function UploadPanel({ transcriptId = null, onDone }: UploadPanelProps) {
  const all = useUploads();
  const uploads = all.filter((u) =>
    transcriptId === null ? !u.intoExisting : u.transcriptId === transcriptId,
  );
  const drafts = uploads.filter(({ phase }) => phase === 'draft');
  const only = uploads.length === 1 ? uploads[0] : undefined;
  const finished = useEffectEvent(onDone);

  useEffect(() => {
    if (only?.phase === 'done') finished(only);
  }, [only]);

  const multiple = transcriptId === null;
  const empty = uploads.length === 0;
  return (
    <div className={classes.panel}>
      {empty || multiple ? (
        <DropZone
          multiple={multiple}
          compact={!empty}
          onFiles={(files) => {
            uploadQueue.add(files, transcriptId);
          }}
        />
      ) : null}
      {uploads.map((upload) => (
        <UploadCard key={upload.key} upload={upload} />
      ))}
      {drafts.length > 0 ? (
        <div className={classes.start}>
          <Button
            size="md"
            onClick={() => {
              for (const { key } of drafts) uploadQueue.start(key);
            }}
          >
            {t('uploads.transcribe', { count: drafts.length })}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
