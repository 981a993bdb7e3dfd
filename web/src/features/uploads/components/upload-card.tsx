import { ActionIcon, Button, Progress, TextInput, Tooltip } from '@mantine/core';
import { AudioLines, CircleAlert, CircleCheck, Pause, Play, WifiOff, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Trans } from 'react-i18next';
import { Link } from 'react-router';
import { toast } from '@/components/toast';
import { formatBytes } from '@/lib/time/format';
import { t } from '@/texts';
import { isActive, type Upload } from '../queue/upload';
import { uploadQueue } from '../queue/use-uploads';
import classes from './upload-card.module.css';
import { UploadStatusLine } from './upload-status-line';

export function UploadCard({ upload }: { upload: Upload }) {
  const { key, file, phase, name } = upload;
  const remove = () => {
    uploadQueue.remove(key).catch((error: unknown) => {
      toast.failed(t('uploads.card.cancelFailed'), error);
    });
  };
  return (
    <article className={classes.card} aria-label={name} data-phase={phase}>
      <div className={classes.icon}>{icons[phase] ?? <AudioLines size={20} aria-hidden />}</div>
      <div className={classes.body}>
        {phase === 'draft' && upload.transcriptId === null ? (
          <TextInput
            label={t('uploads.card.name')}
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
          <p className={classes.note}>{t('uploads.card.partThere')}</p>
        ) : null}
        {isActive(upload) || phase === 'paused' ? (
          <>
            <Progress.Root size="sm" mt="sm" className={classes.progress}>
              <Progress.Section
                value={percentOf(upload)}
                aria-label={t('uploads.card.progress', { name })}
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
            <Trans
              i18nKey="uploads.card.done"
              components={{ transcript: <Link to={`/transcripts/${upload.transcriptId}`} /> }}
            />
          </p>
        ) : null}
      </div>
      <div className={classes.actions}>
        {phase === 'uploading' || phase === 'waiting' ? (
          <Action label={t('uploads.card.pause', { name })} onClick={() => uploadQueue.pause(key)}>
            <Pause size={17} fill="currentColor" strokeWidth={1} />
          </Action>
        ) : null}
        {phase === 'paused' ? (
          <Action label={t('uploads.card.resume', { name })} onClick={() => uploadQueue.start(key)}>
            <Play size={17} />
          </Action>
        ) : null}
        <Action
          label={phase === 'done' ? t('uploads.card.dismiss', { name }) : t('uploads.card.cancel', { name })}
          onClick={remove}
        >
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
        <p>{t('uploads.card.chooseAnother')}</p>
      ) : (
        <>
          <p>{t('uploads.card.untouched')}</p>
          <Button variant="default" size="xs" mt="xs" onClick={() => uploadQueue.start(upload.key)}>
            {t('common.tryAgain')}
          </Button>
        </>
      )}
    </div>
  );
}
