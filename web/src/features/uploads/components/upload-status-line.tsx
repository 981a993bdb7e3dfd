import { Button } from '@mantine/core';
import { formatBytes, formatRemaining } from '@/lib/time/format';
import { useNow } from '@/lib/time/now';
import type { Upload } from '../queue/upload';
import { uploadQueue } from '../queue/use-uploads';
import classes from './upload-card.module.css';

export function UploadStatusLine({ upload }: { upload: Upload }) {
  const { phase, file, sentBytes, resumedBytes, bytesPerSecond, retryAt, waitingFor } = upload;
  const now = useNow(500, phase === 'waiting');
  const amount = `${formatBytes(sentBytes)} of ${formatBytes(file.size)}`;

  if (phase === 'queued') return <p className={classes.status}>Waits for the upload before it</p>;
  if (phase === 'paused') return <p className={classes.status}>Paused · {amount} are safe on the server</p>;
  if (phase === 'waiting') {
    const seconds = Math.max(1, Math.ceil(((retryAt ?? 0) - now.getTime()) / 1000));
    return (
      <p className={classes.status} role="status">
        <span>{waitingFor === 'server' ? 'The server has trouble' : 'No connection'}</span>
        <span>{amount} are safe</span>
        <span>trying again in {seconds} s</span>
        <Button variant="subtle" size="compact-xs" onClick={uploadQueue.retryNow}>
          Try now
        </Button>
      </p>
    );
  }
  if (sentBytes >= file.size) return <p className={classes.status}>Checking the file…</p>;
  return (
    <p className={classes.status}>
      <span>{Math.floor((sentBytes * 100) / file.size)} %</span>
      <span>{amount}</span>
      {bytesPerSecond ? (
        <>
          <span>{formatBytes(bytesPerSecond)}/s</span>
          <span>{formatRemaining((file.size - sentBytes) / bytesPerSecond)}</span>
        </>
      ) : null}
      {resumedBytes > 0 ? <span>went on after {formatBytes(resumedBytes)}</span> : null}
    </p>
  );
}
