import { Alert, Progress } from '@mantine/core';
import type { SummaryJob } from '@/lib/api/types';
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
        title="The summary was not written anew"
        withCloseButton={onDismiss !== undefined}
        closeButtonLabel="Dismiss"
        onClose={onDismiss}
      >
        {job.error} The summary that you see is unchanged.
      </Alert>
    );
  }
  const words =
    job.state === 'waiting'
      ? 'The new summary is about to be written.'
      : job.state === 'retrying'
        ? `${job.error ?? 'It failed.'} It is tried again by itself.`
        : 'The new summary is being written. You can go on reading.';
  return (
    <div className={classes.job} role="status">
      <p>{words}</p>
      <Progress
        value={Math.max(4, job.progress)}
        size="sm"
        aria-label="Progress of the new summary"
        animated
      />
    </div>
  );
}
