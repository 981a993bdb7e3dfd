import { Loader } from '@mantine/core';
import { LazyPart } from '@/components/lazy-part';
import { t } from '@/texts';
import type { PlatformRoomProps } from './platform-room';
import { platforms } from './platforms';
import classes from './room-container.module.css';
import { UnknownPlatform } from './unknown-platform';

/** The call, on whichever platform it is. */
export function RoomContainer(props: PlatformRoomProps) {
  const Platform = platforms[props.meeting.platform];
  return (
    <div className={classes.call} data-call>
      <LazyPart fallback={<CallLoading />}>
        {Platform ? <Platform {...props} /> : <UnknownPlatform meeting={props.meeting} />}
      </LazyPart>
    </div>
  );
}

export function CallLoading() {
  return (
    <div className={classes.loading} role="status" aria-label={t('meetings.call.loading')}>
      <Loader color="gray" />
    </div>
  );
}
