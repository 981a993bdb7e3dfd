import { CalendarClock, UserRound } from 'lucide-react';
import { CopyAction } from '@/components/copy-action';
import { Sources } from '@/components/sources';
import type { Transcript } from '@/lib/api/types';
import { t } from '@/texts';
import { GeneratedNote } from './generated-note';
import classes from './summaries.module.css';

interface ActionItemsTabProps {
  transcript: Transcript;
  /** For the clipboard. */
  markdown: () => string;
  onPlay: (seconds: number) => void;
}

export function ActionItemsTab({ transcript, markdown, onPlay }: ActionItemsTabProps) {
  const decisions = transcript.action_items?.decisions ?? [];
  const steps = transcript.action_items?.next_steps ?? [];
  if (decisions.length === 0 && steps.length === 0) {
    return <p className={classes.nothing}>{t('summaries.items.none')}</p>;
  }
  return (
    <div>
      <div className={classes.tools}>
        <CopyAction label={t('summaries.items.copy')} text={markdown} />
      </div>
      {steps.length > 0 ? (
        <section aria-labelledby="next-steps">
          <h3 id="next-steps" className={classes.subheading}>
            {t('summaries.items.nextSteps')}
          </h3>
          <ul className={classes.items}>
            {steps.map((step) => (
              <li key={step.task} className={classes.item}>
                <p>
                  {step.task}
                  <Sources moments={step.moments} onPlay={onPlay} />
                </p>
                {step.assigned_to || step.deadline ? (
                  <p className={classes.facts}>
                    {step.assigned_to ? (
                      <span>
                        <UserRound size={13} aria-label={t('summaries.items.assignedTo')} />{' '}
                        {step.assigned_to}
                      </span>
                    ) : null}
                    {step.deadline ? (
                      <span>
                        <CalendarClock size={13} aria-label={t('summaries.items.due')} /> {step.deadline}
                      </span>
                    ) : null}
                  </p>
                ) : null}
                {step.context && step.context !== step.task ? (
                  <p className={classes.context}>{step.context}</p>
                ) : null}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {decisions.length > 0 ? (
        <section aria-labelledby="decisions">
          <h3 id="decisions" className={classes.subheading}>
            {t('summaries.items.decisions')}
          </h3>
          <ul className={classes.items}>
            {decisions.map((decision) => (
              <li key={decision.decision} className={classes.item}>
                <p>
                  {decision.decision}
                  <Sources moments={decision.moments} onPlay={onPlay} />
                </p>
                {decision.decided_by ? (
                  <p className={classes.facts}>
                    <span>
                      <UserRound size={13} aria-label={t('summaries.items.decidedBy')} />{' '}
                      {decision.decided_by}
                    </span>
                  </p>
                ) : null}
                {decision.rationale ? <p className={classes.context}>{decision.rationale}</p> : null}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <GeneratedNote by={transcript.generated_by} what="action items" />
    </div>
  );
}
