import { useNavigate } from 'react-router';
import { DropOverlay } from '@/features/uploads/components/drop-overlay';
import { UnfinishedUploads } from '@/features/uploads/components/unfinished-uploads';
import { UploadPanel } from '@/features/uploads/components/upload-panel';
import { uploadQueue } from '@/features/uploads/queue/use-uploads';
import { t } from '@/texts';
import classes from './new-transcript.module.css';

export function Component() {
  const navigate = useNavigate();
  return (
    <div className={classes.page}>
      <title>{t('common.pageTitle', { title: t('uploads.new.title') })}</title>
      <DropOverlay
        onFiles={(files) => {
          uploadQueue.add(files);
        }}
      />
      <h1 className={classes.title}>{t('uploads.new.title')}</h1>
      <p className={classes.text}>{t('uploads.new.text')}</p>
      <UploadPanel
        onDone={({ key, transcriptId }) => {
          if (transcriptId === null) return;
          void uploadQueue.remove(key);
          void navigate(`/transcripts/${transcriptId}`);
        }}
      />
      <UnfinishedUploads />
    </div>
  );
}
