import { Alert, Progress } from '@mantine/core';
import type { SummaryJob } from '@/lib/api/types';
import { t } from '@/texts';
import classes from './summaries.module.css';

interface JobStatusProps {
  job: SummaryJob;
  onDismiss?: () => void;
}

export function JobStatus({ job, onDismiss }: JobStatusProps) {
  if (job.state === 'failed') {
    return (
      <Alert
        className={classes.job}
        color="clay"
        variant="light"
        title={t('summaries.job.failedTitle')}
        withCloseButton={onDismiss !== undefined}
        closeButtonLabel={t('common.dismiss')}
        onClose={onDismiss}
      >
        {t('summaries.job.failed', { error: job.error ?? t('summaries.job.unknownError') })}
      </Alert>
    );
  }
  const words =
    job.state === 'waiting'
      ? t('summaries.job.waiting')
      : job.state === 'retrying'
        ? t('summaries.job.retrying', { error: job.error ?? t('summaries.job.unknownError') })
        : t('summaries.job.running');
  return (
    <div className={classes.job} role="status">
      <p>{words}</p>
      <Progress
        value={Math.max(4, job.progress)}
        size="sm"
        aria-label={t('summaries.job.progress')}
        animated
      />
    </div>
  );
}
