import { Button } from '@mantine/core';
import { Camera, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { t } from '@/texts';
import classes from './device-check.module.css';
import { listenTo, openDevices, type Devices } from './devices';

/** Camera and microphone, tried only when one asks for it; that they do not work keeps nobody out. */
export function DeviceCheck() {
  const [devices, setDevices] = useState<Devices | null>(null);
  const [isOpening, setIsOpening] = useState(false);
  const close = () => setDevices(null);
  const open = async () => {
    setIsOpening(true);
    setDevices(await openDevices());
    setIsOpening(false);
  };
  useEffect(() => {
    const stream = devices?.stream;
    return () => stream?.getTracks().forEach((track) => track.stop());
  }, [devices]);

  return (
    <div className={classes.check}>
      {devices === null ? (
        <Button
          variant="default"
          fullWidth
          loading={isOpening}
          leftSection={<Camera size={16} aria-hidden />}
          onClick={() => void open()}
        >
          {t('meetings.devices.try')}
        </Button>
      ) : (
        <>
          {devices.stream ? <Preview stream={devices.stream} /> : null}
          {devices.problem ? (
            <p className={classes.problem} role="status">
              {t('meetings.devices.problem', { problem: devices.problem })}
            </p>
          ) : null}
          <Button
            variant="subtle"
            color="gray"
            size="xs"
            leftSection={<X size={14} aria-hidden />}
            onClick={close}
          >
            {t('meetings.devices.stop')}
          </Button>
        </>
      )}
    </div>
  );
}

function Preview({ stream }: { stream: MediaStream }) {
  const video = useRef<HTMLVideoElement>(null);
  const meter = useRef<HTMLDivElement>(null);
  const hasPicture = stream.getVideoTracks().length > 0;
  const hasSound = stream.getAudioTracks().length > 0;
  useEffect(() => {
    if (video.current) video.current.srcObject = stream;
  }, [stream]);
  useEffect(() => {
    if (!hasSound) return;
    return listenTo(stream, (level) => {
      meter.current?.style.setProperty('--level', level.toFixed(3));
    });
  }, [stream, hasSound]);
  return (
    <>
      {hasPicture ? (
        // One's own picture has nothing to caption.

        <video
          ref={video}
          className={classes.picture}
          autoPlay
          muted
          playsInline
          aria-label={t('meetings.devices.picture')}
        />
      ) : null}
      {hasSound ? (
        <div className={classes.sound}>
          <span>{t('meetings.devices.speak')}</span>
          <div ref={meter} className={classes.meter} aria-hidden />
        </div>
      ) : null}
    </>
  );
}
