import { ActionIcon, Button, Progress, TextInput, Tooltip } from '@mantine/core';
import { AudioLines, CircleAlert, CircleCheck, Pause, Play, WifiOff, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { toast } from '@/components/toast';
import { formatBytes } from '@/lib/time/format';
import { isActive, type Upload } from '../queue/upload';
import { uploadQueue } from '../queue/use-uploads';
import classes from './upload-card.module.css';
import { UploadStatusLine } from './upload-status-line';

export function UploadCard({ upload }: { upload: Upload }) {
  const { key, file, phase, name } = upload;
  const remove = () => {
    uploadQueue.remove(key).catch((error: unknown) => {
      toast.failed('What was already uploaded could not be removed from the server', error);
    });
  };
  return (
    <article className={classes.card} aria-label={name} data-phase={phase}>
      <div className={classes.icon}>{icons[phase] ?? <AudioLines size={20} aria-hidden />}</div>
      <div className={classes.body}>
        {phase === 'draft' && upload.transcriptId === null ? (
          <TextInput
            label="Name"
            size="md"
            value={name}
            maxLength={300}
            onChange={(event) => uploadQueue.rename(key, event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') uploadQueue.start(key);
            }}
          />
        ) : (
          <div className={classes.name}>{name}</div>
        )}
        <div className={classes.file}>
          {file.name}
          <span className={classes.size}>{formatBytes(file.size)}</span>
        </div>
        {phase === 'draft' && upload.transcriptId !== null && !upload.intoExisting ? (
          <p className={classes.note}>Part of this file is already on the server. It goes on from there.</p>
        ) : null}
        {isActive(upload) || phase === 'paused' ? (
          <>
            <Progress.Root size="sm" mt="sm" className={classes.progress}>
              <Progress.Section
                value={percentOf(upload)}
                aria-label={`Upload of ${name}`}
                animated={phase === 'uploading'}
                color={phase === 'paused' || phase === 'waiting' ? 'gray' : undefined}
              />
            </Progress.Root>
            <UploadStatusLine upload={upload} />
          </>
        ) : null}
        {phase === 'failed' ? <Failure upload={upload} /> : null}
        {phase === 'done' && upload.transcriptId !== null ? (
          <p className={classes.note}>
            Uploaded. <Link to={`/transcripts/${upload.transcriptId}`}>Watch it being transcribed</Link>
          </p>
        ) : null}
      </div>
      <div className={classes.actions}>
        {phase === 'uploading' || phase === 'waiting' ? (
          <Action label={`Pause the upload of ${name}`} onClick={() => uploadQueue.pause(key)}>
            <Pause size={17} fill="currentColor" strokeWidth={1} />
          </Action>
        ) : null}
        {phase === 'paused' ? (
          <Action label={`Resume the upload of ${name}`} onClick={() => uploadQueue.start(key)}>
            <Play size={17} />
          </Action>
        ) : null}
        <Action label={phase === 'done' ? `Dismiss ${name}` : `Cancel ${name}`} onClick={remove}>
          <X size={17} />
        </Action>
      </div>
    </article>
  );
}

const icons: Partial<Record<Upload['phase'], ReactNode>> = {
  done: <CircleCheck size={20} aria-hidden />,
  failed: <CircleAlert size={20} aria-hidden />,
  waiting: <WifiOff size={20} aria-hidden />,
};

const percentOf = ({ sentBytes, file }: Upload) => (file.size > 0 ? (sentBytes * 100) / file.size : 0);

function Action({ label, onClick, children }: { label: string; onClick: () => void; children: ReactNode }) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

function Failure({ upload }: { upload: Upload }) {
  return (
    <div className={classes.failure} role="alert">
      <p>{upload.error}</p>
      {upload.file.size === 0 ? (
        <p>Choose another file.</p>
      ) : (
        <>
          <p>Nothing of it was transcribed. Your file itself is untouched.</p>
          <Button variant="default" size="xs" mt="xs" onClick={() => uploadQueue.start(upload.key)}>
            Try again
          </Button>
        </>
      )}
    </div>
  );
}
