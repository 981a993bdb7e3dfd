import { Button, CloseButton } from '@mantine/core';
import { Check } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import type { Meeting } from '@/lib/api/types';
import type { Consent } from '../answers/use-consent';
import classes from './consent-card.module.css';
import { answerWords, whatIsRecorded } from './consent-words';

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
          May the audio of this meeting be kept?
        </h2>
        <CloseButton aria-label={chosen === null ? 'Decide later' : 'Close'} onClick={onClose} />
      </div>
      <div id={text} className={classes.text}>
        <p>{whatIsRecorded(meeting, isRecording)}</p>
        <ul>
          <li>
            <strong>Yes:</strong> the audio is stored with the transcript and can be listened to.
          </li>
          <li>
            <strong>No:</strong> the transcript is written, then the audio of the whole meeting is deleted.
          </li>
        </ul>
        <p>You can take part either way, and change your answer until the recording is processed.</p>
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
            {given ? answerWords.yes : answerWords.no}
          </Button>
        ))}
      </div>
      {sending?.state === 'refused' ? (
        <p className={classes.refused} role="alert">
          {sending.sentence}
        </p>
      ) : sending?.state === 'waiting' ? (
        <p className={classes.waiting}>
          Your answer could not be sent. It is kept in this browser and sent as soon as the server answers
          again.
        </p>
      ) : null}
    </section>
  );
}
