import { VisuallyHidden } from '@mantine/core';
import { CircleAlert, CircleCheck, CircleHelp, CircleX, RefreshCw } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Meeting } from '@/lib/api/types';
import { t } from '@/texts';
import type { Consent } from '../answers/use-consent';
import { ConsentCard } from './consent-card';
import classes from './consent-control.module.css';
import { answerInShort, type Policy } from './consent-words';

interface ConsentControlProps {
  meeting: Meeting;
  isRecording: boolean;
  consent: Consent;
  opened: boolean;
  onOpened: (opened: boolean) => void;
  /** Takes the focus back to the call. */
  onAnswered: () => void;
}

/** The question about the audio, and afterwards the quiet sign of the answer, by which the question comes back. */
export function ConsentControl({
  meeting,
  isRecording,
  consent,
  opened,
  onOpened,
  onAnswered,
}: ConsentControlProps) {
  const { answer, sending, isKnown } = consent;
  const button = useRef<HTMLButtonElement>(null);
  const [said, setSaid] = useState('');
  const isAnswered = answer !== null || (sending !== undefined && sending.state !== 'refused');
  const show = useEffectEvent(onOpened);
  const isOpen = isKnown && !isAnswered;
  useEffect(() => {
    if (!isOpen) return;
    show(true);
    // It can be answered by what an earlier visit could not send.
    return () => show(false);
  }, [isOpen]);
  const isRefused = sending?.state === 'refused';
  useEffect(() => {
    if (isRefused) show(true);
  }, [isRefused]);

  const { label, Icon, tone } = looks(consent, meeting.consent_policy);
  return (
    <>
      <button
        ref={button}
        type="button"
        className={classes.button}
        data-tone={tone}
        aria-expanded={opened}
        aria-label={t('consent.indicator', { answer: label })}
        onClick={() => onOpened(!opened)}
      >
        <Icon size={16} aria-hidden />
        <span className={classes.label}>{label}</span>
      </button>
      <VisuallyHidden role="status">{opened && !isAnswered ? t('consent.asked') : said}</VisuallyHidden>
      {opened ? (
        <ConsentCard
          meeting={meeting}
          isRecording={isRecording}
          consent={consent}
          onAnswer={(given) => {
            consent.give(given);
            setSaid(t('consent.answered', { answer: answerInShort(given, meeting.consent_policy) }));
            onOpened(false);
            onAnswered();
          }}
          onClose={() => {
            onOpened(false);
            button.current?.focus();
          }}
        />
      ) : null}
    </>
  );
}

function looks({ answer, sending }: Consent, policy: Policy) {
  if (sending?.state === 'waiting')
    return { label: t('consent.inShort.waiting'), Icon: RefreshCw, tone: 'warn' };
  if (sending?.state === 'refused')
    return { label: t('consent.inShort.refused'), Icon: CircleAlert, tone: 'warn' };
  const chosen = sending ? sending.given : answer;
  if (chosen === null) return { label: answerInShort(null, policy), Icon: CircleHelp, tone: 'open' };
  return { label: answerInShort(chosen, policy), Icon: chosen ? CircleCheck : CircleX, tone: 'quiet' };
}
