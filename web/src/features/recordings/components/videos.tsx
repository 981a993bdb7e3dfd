import { Anchor, Button } from '@mantine/core';
import { Download, VideoOff } from 'lucide-react';
import { useState } from 'react';
import type { MeetingRecording } from '@/lib/api/types';
import { exportAddress } from '@/lib/export';
import { formatBytes, formatMinutes } from '@/lib/time/format';
import { t } from '@/texts';
import classes from './videos.module.css';

interface VideosProps {
  meetingId: string;
  /** Whose text is shown as subtitles. */
  transcriptId: string;
  videos: readonly MeetingRecording[];
}

/** The meeting as the video platform recorded it, everybody in one picture. */
export function Videos({ meetingId, transcriptId, videos }: VideosProps) {
  return (
    <>
      <h2 className={classes.title}>{t('recordings.videos.title')}</h2>
      <p className={classes.text}>{t('recordings.videos.text')}</p>
      {videos.map((video, index) => (
        <Video
          key={video.id}
          name={
            videos.length > 1
              ? t('recordings.videos.part', { number: index + 1 })
              : t('recordings.videos.whole')
          }
          spoken={
            videos.length > 1
              ? t('recordings.videos.partSpoken', { number: index + 1 })
              : t('recordings.videos.wholeSpoken')
          }
          address={`/v1/meetings/${encodeURIComponent(meetingId)}/cloud-recording?recording=${encodeURIComponent(video.id)}`}
          subtitles={`${exportAddress(transcriptId, 'webvtt')}&video=${encodeURIComponent(video.id)}`}
          video={video}
        />
      ))}
    </>
  );
}

interface VideoProps {
  name: string;
  /** The same where there is no heading above it. */
  spoken: string;
  address: string;
  /** Address of the text with the times of this video. */
  subtitles: string;
  video: MeetingRecording;
}

function Video({ name, spoken, address, subtitles, video }: VideoProps) {
  // Each try asks for the address anew: a signed one is valid for some time only.
  const [failures, setFailures] = useState(0);
  const [failed, setFailed] = useState(false);
  const facts = [
    video.duration === null ? null : formatMinutes(video.duration),
    video.size > 0 ? formatBytes(video.size) : null,
  ].filter((fact) => fact !== null);
  return (
    <figure className={classes.video}>
      {failed ? (
        <div className={classes.failed} role="alert">
          <VideoOff size={22} aria-hidden />
          <p>{t('recordings.videos.failed')}</p>
          <Button
            variant="default"
            size="xs"
            onClick={() => {
              setFailed(false);
              setFailures((count) => count + 1);
            }}
          >
            {t('common.tryAgain')}
          </Button>
        </div>
      ) : (
        <video
          key={failures}
          className={classes.player}
          controls
          preload="none"
          aria-label={spoken}
          src={address}
          onError={() => setFailed(true)}
        >
          <track kind="captions" label={t('recordings.videos.subtitles')} src={subtitles} default />
        </video>
      )}
      <figcaption className={classes.caption}>
        <span>
          {name}
          {facts.length > 0 ? ` · ${facts.join(' · ')}` : ''}
        </span>
        <Anchor href={address} download className={classes.download}>
          <Download size={15} aria-hidden /> {t('recordings.videos.download')}
        </Anchor>
      </figcaption>
    </figure>
  );
}
