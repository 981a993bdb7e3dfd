import type { ReactNode } from 'react';
import { Skeleton } from '@mantine/core';
import type { Transcript } from '@/lib/api/types';
import type { LiveTranscript } from '@/lib/events/live-transcript';
import { titleOf } from '@/lib/title';
import { t } from '@/texts';
import { usePipeline } from '../api/get-pipeline';
import { mergeLive, stepsOf } from '../steps/steps';
import { FailureCard } from './failure-card';
import { LiveText } from './live-text';
import classes from './processing-view.module.css';
import { StepList } from './step-list';

const rows = ['a', 'b', 'c', 'd', 'e', 'f'];

interface ProcessingViewProps {
  transcript: Transcript;
  live: LiveTranscript;
  connected: boolean;
  retrying: boolean;
  onRetry: () => void;
  onDelete: () => void;
  menu?: ReactNode;
}

export function ProcessingView(props: ProcessingViewProps) {
  const { transcript, live, connected, retrying, onRetry, onDelete, menu } = props;
  const { data: pipeline, isPending } = usePipeline(transcript.id, connected);
  const steps = stepsOf(mergeLive(pipeline ?? null, live));
  const failedStep = steps.find(({ state }) => state === 'failed');
  const failed = !retrying && (transcript.status === 'error' || pipeline?.state === 'failed');

  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <div>
          <h1 className={classes.title}>{live.title ?? titleOf(transcript)}</h1>
          <p className={classes.lead}>{failed ? t('processing.failedLead') : t('processing.lead')}</p>
        </div>
        {menu}
      </header>
      <div className={classes.columns} data-alone={(failed && live.lines.length === 0) || undefined}>
        <div className={classes.side}>
          {failed ? (
            <FailureCard
              step={failedStep?.label ?? null}
              error={failedStep?.error ?? null}
              hasText={live.lines.length > 0}
              retrying={retrying}
              onRetry={onRetry}
              onDelete={onDelete}
            />
          ) : null}
          {isPending ? (
            <div role="status" aria-label={t('processing.loadingSteps')}>
              {rows.map((row) => (
                <Skeleton key={row} height={16} my={18} width="80%" />
              ))}
            </div>
          ) : (
            <StepList steps={steps} />
          )}
        </div>
        {failed && live.lines.length === 0 ? null : <LiveText lines={live.lines} running={!failed} />}
      </div>
    </div>
  );
}
