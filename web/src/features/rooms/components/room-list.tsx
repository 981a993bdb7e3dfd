import { Skeleton } from '@mantine/core';
import type { Room } from '@/lib/api/types';
import { t } from '@/texts';
import classes from './room-list.module.css';
import { RoomRow } from './room-row';

export interface RoomActions {
  onEdit: (room: Room) => void;
  onDelete: (room: Room) => void;
  onShowAnswers: (room: Room) => void;
}

interface RoomListProps extends RoomActions {
  rooms: readonly Room[];
  /** Id of whoever looks. */
  me: string | undefined;
}

/** Rooms in two groups: one's own, and those that others share. */
export function RoomList({ rooms, me, ...actions }: RoomListProps) {
  const mine = rooms.filter(({ user_id }) => user_id === me);
  const shared = rooms.filter(({ user_id }) => user_id !== me);
  return (
    <>
      <RoomGroup heading={t('rooms.mine')} rooms={mine} isMine {...actions} />
      <RoomGroup heading={t('rooms.shared')} rooms={shared} isMine={false} {...actions} />
    </>
  );
}

interface RoomGroupProps extends RoomActions {
  heading: string;
  rooms: readonly Room[];
  isMine: boolean;
}

function RoomGroup({ heading, rooms, isMine, ...actions }: RoomGroupProps) {
  if (rooms.length === 0) return null;
  return (
    <section className={classes.group} aria-label={heading}>
      <h2 className={classes.heading}>{heading}</h2>
      <ul className={classes.rows}>
        {rooms.map((room) => (
          <RoomRow key={room.id} room={room} isMine={isMine} {...actions} />
        ))}
      </ul>
    </section>
  );
}

export function RoomListSkeleton() {
  return (
    <div role="status" aria-label={t('rooms.loading')} className={classes.group}>
      <Skeleton height={10} width={70} my={13} />
      {[34, 46, 28, 40].map((width) => (
        <div key={width} className={classes.skeletonRow}>
          <Skeleton height={14} width={`${width}%`} />
          <Skeleton height={10} width="61%" mt={10} />
        </div>
      ))}
    </div>
  );
}
