import { ActionIcon, Button, Menu } from '@mantine/core';
import { Ellipsis, Link2, ListChecks, Settings2, Share2, Trash2, Users } from 'lucide-react';
import { Link } from 'react-router';
import { CopyAction } from '@/components/copy-action';
import { toast } from '@/components/toast';
import { peopleIn } from '@/lib/people';
import { copyText } from '@/lib/clipboard';
import type { Room } from '@/lib/api/types';
import { useUpdateRoom } from '../api/update-room';
import { recordingInShort } from '../form/room-words';
import type { RoomActions } from './room-list';
import { roomLink } from './room-link';
import classes from './room-row.module.css';

interface RoomRowProps extends RoomActions {
  room: Room;
  isMine: boolean;
}

export function RoomRow({ room, isMine, onEdit, onDelete, onShowAnswers }: RoomRowProps) {
  const update = useUpdateRoom();
  const { name, live } = room;
  const share = (is_shared: boolean) =>
    update.mutate(
      { id: room.id, change: { is_shared } },
      {
        onSuccess: () =>
          toast.done(
            is_shared
              ? `Everybody with an account sees “${name}” now.`
              : `“${name}” is in your list only. Its address still works.`,
          ),
        onError: (error) => toast.failed('Nothing was changed', error),
      },
    );
  const copy = () =>
    copyText(roomLink(name)).then(
      () => toast.done('The link is copied.'),
      (error: unknown) => toast.failed('Nothing was copied', error),
    );
  return (
    <li className={classes.row}>
      <div className={classes.body}>
        <div className={classes.top}>
          <Link className={classes.name} to={`/${name}`}>
            {name}
          </Link>
          {live.is_recording ? <span className={classes.recording}>Recording</span> : null}
        </div>
        <p className={classes.about}>
          <span className={classes.live} data-live={live.participants > 0 || undefined}>
            <Users size={14} aria-hidden />
            {peopleIn(live.participants)}
          </span>
          <span>{recordingInShort(room)}</span>
          {isMine && room.is_shared ? <span>Shared</span> : null}
        </p>
      </div>
      <div className={classes.actions}>
        <span className={classes.wide}>
          <CopyAction label={`Copy the link to ${name}`} text={() => roomLink(name)} />
        </span>
        <Button component={Link} to={`/${name}`} variant="default" size="xs" aria-label={`Join ${name}`}>
          Join
        </Button>
        <Menu>
          <Menu.Target>
            <ActionIcon aria-label={`More for ${name}`}>
              <Ellipsis size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<Link2 size={16} />} onClick={() => void copy()}>
              Copy link
            </Menu.Item>
            {isMine ? (
              <>
                <Menu.Item leftSection={<Settings2 size={16} />} onClick={() => onEdit(room)}>
                  Settings
                </Menu.Item>
                <Menu.Item leftSection={<ListChecks size={16} />} onClick={() => onShowAnswers(room)}>
                  Consent
                </Menu.Item>
                <Menu.Item leftSection={<Share2 size={16} />} onClick={() => share(!room.is_shared)}>
                  {room.is_shared ? 'Stop sharing' : 'Share with everybody here'}
                </Menu.Item>
                <Menu.Item
                  leftSection={<Trash2 size={16} />}
                  c="var(--r-danger)"
                  onClick={() => onDelete(room)}
                >
                  Delete…
                </Menu.Item>
              </>
            ) : null}
          </Menu.Dropdown>
        </Menu>
      </div>
    </li>
  );
}
