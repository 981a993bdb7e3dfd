import { Button, CloseButton } from '@mantine/core';
import { Check } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import { Trans } from 'react-i18next';
import type { Meeting } from '@/lib/api/types';
import { t } from '@/texts';
import type { Consent } from '../answers/use-consent';
import classes from './consent-card.module.css';
import { whatIsRecorded } from './consent-words';

interface ConsentCardProps {
  meeting: Meeting;
  isRecording: boolean;
  consent: Consent;
  onAnswer: (given: boolean) => void;
  onClose: () => void;
}

/** The question, over the call and never in its way: everything else can be used while it is there. */
export function ConsentCard({ meeting, isRecording, consent, onAnswer, onClose }: ConsentCardProps) {
  const { answer, sending } = consent;
  const leavesOut = meeting.consent_policy === 'leave_out';
  const title = useId();
  const text = useId();
  const card = useRef<HTMLElement>(null);
  // Not onto a button: a key that was meant for the call must not answer.
  useEffect(() => card.current?.focus(), []);
  // Shown at once; what the server says comes after.
  const chosen = sending && sending.state !== 'refused' ? sending.given : answer;

  return (
    <section
      ref={card}
      className={classes.card}
      role="dialog"
      aria-modal="false"
      aria-labelledby={title}
      aria-describedby={text}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <div className={classes.header}>
        <h2 id={title} className={classes.title}>
          {t('consent.card.title')}
        </h2>
        <CloseButton
          aria-label={chosen === null ? t('consent.card.later') : t('common.close')}
          onClick={onClose}
        />
      </div>
      <div id={text} className={classes.text}>
        <p>{whatIsRecorded(meeting, isRecording)}</p>
        <ul>
          <li>
            <Trans i18nKey="consent.card.ifYes" components={{ strong: <strong /> }} />
          </li>
          <li>
            <Trans
              i18nKey={leavesOut ? 'consent.card.ifNoLeftOut' : 'consent.card.ifNo'}
              components={{ strong: <strong /> }}
            />
          </li>
        </ul>
        <p>{t('consent.card.eitherWay')}</p>
      </div>
      <div className={classes.buttons}>
        {([true, false] as const).map((given) => (
          <Button
            key={String(given)}
            variant="default"
            fullWidth
            aria-pressed={chosen === null ? undefined : chosen === given}
            leftSection={chosen === given ? <Check size={16} aria-hidden /> : undefined}
            onClick={() => onAnswer(given)}
          >
            {given ? t('consent.card.yes') : leavesOut ? t('consent.card.noLeftOut') : t('consent.card.no')}
          </Button>
        ))}
      </div>
      {sending?.state === 'refused' ? (
        <p className={classes.refused} role="alert">
          {sending.sentence}
        </p>
      ) : sending?.state === 'waiting' ? (
        <p className={classes.waiting}>{t('consent.card.waiting')}</p>
      ) : null}
    </section>
  );
}
