import type { DailyCall, DailyCustomTrayButtons } from '@daily-co/daily-js';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { t } from '@/texts';
import { startRecordings } from '../api/start-recording';
import type { PlatformRoomProps } from './platform-room';
import classes from './room-container.module.css';
import { PlatformUnavailable } from './unknown-platform';

export default function DailyRoom({
  meeting,
  participantName,
  consent,
  onRecording,
  onLeave,
}: PlatformRoomProps) {
  const box = useRef<HTMLDivElement>(null);
  const [call, setCall] = useState<DailyCall | null>(null);
  const [failed, setFailed] = useState(false);
  const recording = useEffectEvent(onRecording);
  const leave = useEffectEvent(onLeave);
  const record = useEffectEvent((signal: AbortSignal) => void startRecordings(meeting, signal));
  const buttons = consentButtons(consent.isAsked, consent.isAnswered);
  const firstButtons = useEffectEvent(() => buttons);
  const openConsent = useEffectEvent(() => {
    // The card is outside the frame, and the frame may fill the screen.
    if (document.fullscreenElement) void document.exitFullscreen();
    consent.open();
  });
  const address = meeting.room_url;

  useEffect(() => {
    let gone = false;
    const left = new AbortController();
    let made: DailyCall | null = null;
    const enter = async () => {
      const { Daily } = await import('@/vendor/daily');
      if (gone || !box.current) return;
      made = Daily.createFrame(box.current, {
        url: address,
        showLeaveButton: true,
        showFullscreenButton: true,
        customTrayButtons: firstButtons(),
        iframeStyle: { width: '100%', height: '100%', border: '0' },
        // Until the frame of an earlier call has said goodbye, it counts.
        allowMultipleCallInstances: true,
        ...(participantName === '' ? {} : { userName: participantName }),
      });
      made
        // Before that its buttons cannot be changed, and there is no call to record.
        .on('joined-meeting', () => {
          if (gone) return;
          setCall(made);
          record(left.signal);
        })
        .on('recording-started', () => recording(true))
        .on('recording-stopped', () => recording(false))
        .on('custom-button-click', ({ button_id }) => {
          if (button_id === consentButton) openConsent();
        })
        .on('left-meeting', () => {
          if (!gone) leave();
        });
      made.iframe()?.setAttribute('title', t('meetings.call.onPlatform', { platform: 'Daily' }));
      await made.join({ sendSettings: { video: { maxQuality: 'medium', allowAdaptiveLayers: true } } });
    };
    enter().catch(() => {
      // A refusal by Daily itself is shown in its frame.
      if (!gone && made === null) setFailed(true);
    });
    return () => {
      gone = true;
      left.abort();
      setCall(null);
      void made?.destroy();
    };
  }, [address, participantName]);

  const shown = JSON.stringify(buttons);
  useEffect(() => {
    call?.updateCustomTrayButtons(JSON.parse(shown) as DailyCustomTrayButtons);
  }, [call, shown]);

  if (failed) return <PlatformUnavailable platform="Daily" meeting={meeting} />;
  return <div ref={box} className={classes.frame} />;
}

const consentButton = 'consent';

function consentButtons(isAsked: boolean, isAnswered: boolean): DailyCustomTrayButtons {
  if (!isAsked) return {};
  const icon = (name: string) => new URL(`/icons/${name}.svg`, window.location.origin).href;
  return {
    [consentButton]: {
      iconPath: icon('consent'),
      iconPathDarkMode: icon('consent-dark'),
      label: isAnswered ? t('meetings.call.consentGiven') : t('meetings.call.consent'),
      tooltip: isAnswered ? t('meetings.call.consentGivenTip') : t('meetings.call.consentTip'),
    },
  };
}
