import { MoreMenu } from '@/features/transcripts/components/more-menu';
import { UploadPanel } from '@/features/uploads/components/upload-panel';
import { uploadQueue } from '@/features/uploads/queue/use-uploads';
import { useQueryClient } from '@tanstack/react-query';
import type { Transcript } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';
import { titleOf } from '@/lib/title';
import { t } from '@/texts';
import classes from './uploading.module.css';
import { useTranscriptActions } from './use-transcript-actions';

/** A transcript that has no recording yet, or whose upload was broken off. */
export function Uploading({ transcript }: { transcript: Transcript }) {
  const client = useQueryClient();
  const actions = useTranscriptActions(transcript);
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <h1 className={classes.title}>{titleOf(transcript)}</h1>
        <MoreMenu onDelete={actions.askToDelete} />
      </header>
      <p className={classes.text}>{t('transcripts.waitsForRecording')}</p>
      <UploadPanel
        transcriptId={transcript.id}
        onDone={({ key }) => {
          void uploadQueue.remove(key);
          void client.invalidateQueries({ queryKey: queryKeys.transcript(transcript.id) });
        }}
      />
      {actions.dialog}
    </div>
  );
}
