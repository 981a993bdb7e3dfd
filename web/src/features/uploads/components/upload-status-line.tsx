import { Button } from '@mantine/core';
import { formatBytes, formatRemaining } from '@/lib/time/format';
import { useNow } from '@/lib/time/now';
import { t } from '@/texts';
import type { Upload } from '../queue/upload';
import { uploadQueue } from '../queue/use-uploads';
import classes from './upload-card.module.css';

export function UploadStatusLine({ upload }: { upload: Upload }) {
  const { phase, file, sentBytes, resumedBytes, bytesPerSecond, retryAt, waitingFor } = upload;
  const now = useNow(500, phase === 'waiting');
  const amount = t('uploads.status.amount', {
    sent: formatBytes(sentBytes),
    total: formatBytes(file.size),
  });

  if (phase === 'queued') return <p className={classes.status}>{t('uploads.status.queued')}</p>;
  if (phase === 'paused') return <p className={classes.status}>{t('uploads.status.paused', { amount })}</p>;
  if (phase === 'waiting') {
    const seconds = Math.max(1, Math.ceil(((retryAt ?? 0) - now.getTime()) / 1000));
    return (
      <p className={classes.status} role="status">
        <span>
          {waitingFor === 'server' ? t('uploads.status.serverTrouble') : t('uploads.status.noConnection')}
        </span>
        <span>{t('uploads.status.safe', { amount })}</span>
        <span>{t('uploads.status.tryingIn', { count: seconds })}</span>
        <Button variant="subtle" size="compact-xs" onClick={uploadQueue.retryNow}>
          {t('uploads.status.tryNow')}
        </Button>
      </p>
    );
  }
  if (sentBytes >= file.size) return <p className={classes.status}>{t('uploads.status.checking')}</p>;
  return (
    <p className={classes.status}>
      <span>{Math.floor((sentBytes * 100) / file.size)} %</span>
      <span>{amount}</span>
      {bytesPerSecond ? (
        <>
          <span>{t('uploads.status.rate', { amount: formatBytes(bytesPerSecond) })}</span>
          <span>{formatRemaining((file.size - sentBytes) / bytesPerSecond)}</span>
        </>
      ) : null}
      {resumedBytes > 0 ? (
        <span>{t('uploads.status.wentOn', { amount: formatBytes(resumedBytes) })}</span>
      ) : null}
    </p>
  );
}
