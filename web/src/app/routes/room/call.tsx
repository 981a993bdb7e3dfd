import { VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import { useConsent } from '@/features/consent/answers/use-consent';
import { participantId } from '@/features/consent/answers/participant-id';
import { AnswerList } from '@/features/consent/components/answer-list';
import { ConsentControl } from '@/features/consent/components/consent-control';
import { useMeeting } from '@/features/meetings/api/get-meeting';
import { CallBar } from '@/features/meetings/components/call-bar';
import { RoomContainer } from '@/features/meetings/platforms/room-container';
import type { Meeting } from '@/lib/api/types';
import { t } from '@/texts';
import classes from './call.module.css';

interface CallProps {
  roomName: string;
  /** As joined. */
  meeting: Meeting;
  participantName: string;
  hasAccount: boolean;
  isOwner: boolean;
  onLeave: () => void;
}

/** The call fills the window, below a slim bar with what Reflector has to say about it. */
export function Call({ roomName, meeting, participantName, hasAccount, isOwner, onLeave }: CallProps) {
  const { data: state = meeting } = useMeeting(roomName, meeting.id);
  const [isRecordingHere, setIsRecordingHere] = useState<boolean | null>(null);
  const isRecording = isRecordingHere ?? state.recording_since !== null;
  const consent = useConsent(meeting.id, participantName, hasAccount);
  const [isAsking, setIsAsking] = useState(false);
  const [showsAnswers, setShowsAnswers] = useState(false);
  const isAsked = !meeting.skip_consent;

  return (
    <div className={classes.page}>
      <title>{t('common.pageTitle', { title: roomName })}</title>
      <CallBar
        roomName={roomName}
        meeting={state}
        isRecording={isRecording}
        answers={isOwner ? { shown: showsAnswers, toggle: () => setShowsAnswers(!showsAnswers) } : undefined}
      >
        {isAsked ? (
          <ConsentControl
            meeting={meeting}
            isRecording={isRecording}
            consent={consent}
            opened={isAsking}
            onOpened={setIsAsking}
            onAnswered={focusCall}
          />
        ) : (
          <span className={classes.unasked}>{t('consent.unasked')}</span>
        )}
      </CallBar>
      <main className={classes.main}>
        <VisuallyHidden component="h1">{roomName}</VisuallyHidden>
        <div className={classes.call}>
          <RoomContainer
            meeting={meeting}
            isOver={!state.is_active}
            participantName={participantName}
            participantId={participantId()}
            consent={{ isAsked, isAnswered: consent.answer !== null, open: () => setIsAsking(true) }}
            onRecording={setIsRecordingHere}
            onLeave={onLeave}
          />
        </div>
        {showsAnswers ? (
          <aside className={classes.panel} aria-label={t('consent.answers.panel')}>
            <h2 className={classes.panelTitle}>{t('consent.question')}</h2>
            <AnswerList meetingId={meeting.id} isOpen policy={meeting.consent_policy} />
          </aside>
        ) : null}
      </main>
    </div>
  );
}

/** Hands the keyboard back to the call: to the platform's frame, or to what is drawn in its place. */
function focusCall() {
  const call = document.querySelector<HTMLElement>('[data-call]');
  const target = call?.querySelector<HTMLElement>('iframe, button, a[href]') ?? call;
  target?.focus();
}
