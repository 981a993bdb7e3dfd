import { Button } from '@mantine/core';
import { RotateCcw } from 'lucide-react';
import { Link } from 'react-router';
import { t } from '@/texts';
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
    <section className={classes.card} role="alert" aria-label={t('processing.failure.title')}>
      <h2 className={classes.title}>
        {step === null ? t('processing.failure.title') : t('processing.failure.at', { step })}
      </h2>
      <p className={classes.error}>{error ?? t('processing.failure.noReason')}</p>
      <p className={classes.text}>
        {hasText ? t('processing.failure.keptWithText') : t('processing.failure.kept')}
      </p>
      <div className={classes.actions}>
        <Button leftSection={<RotateCcw size={16} aria-hidden />} loading={retrying} onClick={onRetry}>
          {t('processing.failure.retry')}
        </Button>
        <Button variant="default" component={Link} to="/transcripts/new">
          {t('processing.failure.uploadAnother')}
        </Button>
        <Button variant="subtle" color="clay" onClick={onDelete}>
          {t('common.delete')}
        </Button>
      </div>
    </section>
  );
}
