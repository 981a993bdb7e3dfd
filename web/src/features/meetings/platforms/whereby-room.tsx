import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { PlatformRoomProps } from './platform-room';
import classes from './room-container.module.css';
import { PlatformUnavailable } from './unknown-platform';

export default function WherebyRoom({
  meeting,
  participantName,
  participantId,
  onRecording,
  onLeave,
}: PlatformRoomProps) {
  const box = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);
  const recording = useEffectEvent(onRecording);
  const leave = useEffectEvent(onLeave);
  // Empty for everybody but the owner.
  const address = meeting.host_room_url || meeting.room_url;

  useEffect(() => {
    const embed = document.createElement('whereby-embed');
    const attributes = { room: address, displayName: participantName, externalId: participantId };
    for (const [name, value] of Object.entries(attributes)) if (value) embed.setAttribute(name, value);
    embed.addEventListener('leave', () => leave());
    embed.addEventListener('recording_status_change', (event) => {
      const { status } = (event as CustomEvent<{ status?: string } | undefined>).detail ?? {};
      recording(status === 'started');
    });
    let gone = false;
    import('@/vendor/whereby').then(
      () => {
        if (!gone) box.current?.append(embed);
      },
      () => setFailed(true),
    );
    return () => {
      gone = true;
      embed.remove();
    };
  }, [address, participantName, participantId]);

  if (failed) return <PlatformUnavailable platform="Whereby" meeting={meeting} />;
  return <div ref={box} className={classes.frame} />;
}
