import { Button } from '@mantine/core';
import { useState } from 'react';
import { toast } from '@/components/toast';
import { formatBytes } from '@/lib/time/format';
import { t } from '@/texts';
import { discardTranscript } from '../api/discard-transcript';
import { resumeStore, useUploads } from '../queue/use-uploads';
import classes from './unfinished-uploads.module.css';

/** Uploads that a closed tab or a crash broke off; a browser cannot open the file again by itself. */
export function UnfinishedUploads() {
  const uploads = useUploads();
  const [entries, setEntries] = useState(() => resumeStore.all());
  const open = entries.filter((entry) => !uploads.some((u) => u.transcriptId === entry.transcriptId));
  if (open.length === 0) return null;

  const discard = (transcriptId: string) => {
    resumeStore.forget(transcriptId);
    setEntries(resumeStore.all());
    discardTranscript(transcriptId).catch((error: unknown) => {
      toast.failed(t('uploads.unfinished.discardFailed'), error);
    });
  };
  return (
    <section className={classes.section} aria-labelledby="unfinished-heading">
      <h2 id="unfinished-heading" className={classes.heading}>
        {t('uploads.unfinished.title')}
      </h2>
      <p className={classes.text}>{t('uploads.unfinished.text')}</p>
      <ul className={classes.list}>
        {open.map((entry) => (
          <li key={entry.transcriptId} className={classes.item}>
            <span className={classes.name}>{entry.fileName}</span>
            <span className={classes.size}>{formatBytes(entry.size)}</span>
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              onClick={() => discard(entry.transcriptId)}
              aria-label={t('uploads.unfinished.discardFile', { file: entry.fileName })}
            >
              {t('uploads.unfinished.discard')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
