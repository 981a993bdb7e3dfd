import { Button } from '@mantine/core';
import { RotateCcw } from 'lucide-react';
import { Link } from 'react-router';
import classes from './failure-card.module.css';

interface FailureCardProps {
  /** The step that failed, as the list names it; null when the run never began. */
  step: string | null;
  error: string | null;
  hasText: boolean;
  retrying: boolean;
  onRetry: () => void;
  onDelete: () => void;
}

/** What happened, what was kept, what to do. */
export function FailureCard({ step, error, hasText, retrying, onRetry, onDelete }: FailureCardProps) {
  return (
    <section className={classes.card} role="alert" aria-label="Processing failed">
      <h2 className={classes.title}>{step === null ? 'Processing failed' : `Failed at: ${step}`}</h2>
      <p className={classes.error}>{error ?? 'The server gave no reason.'}</p>
      <p className={classes.text}>
        The recording is kept{hasText ? ', and so is the text recognised so far' : ''}. Trying again helps
        when the cause has passed; if the file itself is at fault, upload another one.
      </p>
      <div className={classes.actions}>
        <Button leftSection={<RotateCcw size={16} aria-hidden />} loading={retrying} onClick={onRetry}>
          Retry
        </Button>
        <Button variant="default" component={Link} to="/transcripts/new">
          Upload another file
        </Button>
        <Button variant="subtle" color="clay" onClick={onDelete}>
          Delete
        </Button>
      </div>
    </section>
  );
}
