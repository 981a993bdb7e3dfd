import { Check, LoaderCircle, X } from 'lucide-react';
import { formatClock } from '@/lib/time/format';
import { useNow } from '@/lib/time/now';
import { t } from '@/texts';
import { secondsOf, type Step, type StepState } from '../steps/steps';
import classes from './step-list.module.css';

const spoken = {
  waiting: 'processing.states.waiting',
  running: 'processing.states.running',
  done: 'processing.states.done',
  failed: 'processing.states.failed',
} as const satisfies Record<StepState, string>;

export function StepList({ steps }: { steps: readonly Step[] }) {
  const running = steps.some(({ state }) => state === 'running');
  const now = useNow(1000, running);
  return (
    <ol className={classes.steps} aria-label={t('processing.stepsTitle')}>
      {steps.map((step) => {
        const seconds = step.state === 'waiting' ? null : secondsOf(step, now);
        return (
          <li
            key={step.key}
            className={classes.step}
            data-state={step.state}
            data-testid={`step-${step.key}`}
          >
            <span className={classes.mark}>
              <StepMark state={step.state} />
            </span>
            <span className={classes.label}>
              {step.label}
              <span className={classes.hidden}>, {t(spoken[step.state])}</span>
              {step.state === 'running' && step.attempts > 1 ? (
                <span className={classes.attempt}>{t('processing.attempt', { number: step.attempts })}</span>
              ) : null}
            </span>
            <span className={classes.value}>
              {step.state === 'running' && step.percent !== null ? <b>{Math.round(step.percent)} %</b> : null}
              {seconds !== null && step.state !== 'failed' ? <span>{formatClock(seconds)}</span> : null}
            </span>
            {step.retryOf ? (
              <span className={classes.retry}>{t('processing.retrying', { reason: step.retryOf })}</span>
            ) : null}
            {step.state === 'running' && step.percent !== null ? (
              <span
                className={classes.bar}
                role="progressbar"
                aria-label={step.label}
                aria-valuenow={Math.round(step.percent)}
                aria-valuemin={0}
                aria-valuemax={100}
              >
                <span style={{ width: `${step.percent}%` }} />
              </span>
            ) : null}
          </li>
        );
      })}
    </ol>
  );
}

function StepMark({ state }: { state: StepState }) {
  switch (state) {
    case 'done':
      return <Check size={13} strokeWidth={3} aria-hidden />;
    case 'failed':
      return <X size={13} strokeWidth={3} aria-hidden />;
    case 'running':
      return <LoaderCircle size={18} className={classes.spinner} aria-hidden />;
    case 'waiting':
      return null;
  }
}
