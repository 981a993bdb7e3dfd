import { useNavigate } from 'react-router';
import { DropOverlay } from '@/features/uploads/components/drop-overlay';
import { UnfinishedUploads } from '@/features/uploads/components/unfinished-uploads';
import { UploadPanel } from '@/features/uploads/components/upload-panel';
import { uploadQueue } from '@/features/uploads/queue/use-uploads';
import classes from './new-transcript.module.css';

export function Component() {
  const navigate = useNavigate();
  return (
    <div className={classes.page}>
      <title>New transcript · Reflector</title>
      <DropOverlay
        onFiles={(files) => {
          uploadQueue.add(files);
        }}
      />
      <h1 className={classes.title}>New transcript</h1>
      <p className={classes.text}>
        The recording is transcribed on this server. You can read along while it is being recognised.
      </p>
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
