import { ActionIcon, Button, Menu } from '@mantine/core';
import { Ellipsis, Link2, ListChecks, Settings2, Share2, Trash2, Users } from 'lucide-react';
import { Link } from 'react-router';
import { CopyAction } from '@/components/copy-action';
import { toast } from '@/components/toast';
import { peopleIn } from '@/lib/people';
import { copyText } from '@/lib/clipboard';
import type { Room } from '@/lib/api/types';
import { t } from '@/texts';
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
          toast.done(is_shared ? t('rooms.row.nowShared', { name }) : t('rooms.row.nowMine', { name })),
        onError: (error) => toast.failed(t('rooms.row.notChanged'), error),
      },
    );
  const copy = () =>
    copyText(roomLink(name)).then(
      () => toast.done(t('rooms.row.linkCopied')),
      (error: unknown) => toast.failed(t('rooms.row.notCopied'), error),
    );
  return (
    <li className={classes.row}>
      <div className={classes.body}>
        <div className={classes.top}>
          <Link className={classes.name} to={`/${name}`}>
            {name}
          </Link>
          {live.is_recording ? <span className={classes.recording}>{t('rooms.row.live')}</span> : null}
        </div>
        <p className={classes.about}>
          <span className={classes.live} data-live={live.participants > 0 || undefined}>
            <Users size={14} aria-hidden />
            {peopleIn(live.participants)}
          </span>
          <span>{recordingInShort(room)}</span>
          {isMine && room.is_shared ? <span>{t('rooms.general.shared')}</span> : null}
        </p>
      </div>
      <div className={classes.actions}>
        <span className={classes.wide}>
          <CopyAction label={t('rooms.row.copyLinkTo', { name })} text={() => roomLink(name)} />
        </span>
        <Button
          component={Link}
          to={`/${name}`}
          variant="default"
          size="xs"
          aria-label={t('rooms.row.joinNamed', { name })}
        >
          {t('rooms.row.join')}
        </Button>
        <Menu>
          <Menu.Target>
            <ActionIcon aria-label={t('rooms.row.more', { name })}>
              <Ellipsis size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<Link2 size={16} />} onClick={() => void copy()}>
              {t('rooms.row.copyLink')}
            </Menu.Item>
            {isMine ? (
              <>
                <Menu.Item leftSection={<Settings2 size={16} />} onClick={() => onEdit(room)}>
                  {t('rooms.row.settings')}
                </Menu.Item>
                <Menu.Item leftSection={<ListChecks size={16} />} onClick={() => onShowAnswers(room)}>
                  {t('rooms.row.consent')}
                </Menu.Item>
                <Menu.Item leftSection={<Share2 size={16} />} onClick={() => share(!room.is_shared)}>
                  {room.is_shared ? t('rooms.row.unshare') : t('rooms.row.share')}
                </Menu.Item>
                <Menu.Item
                  leftSection={<Trash2 size={16} />}
                  c="var(--r-danger)"
                  onClick={() => onDelete(room)}
                >
                  {t('rooms.row.delete')}
                </Menu.Item>
              </>
            ) : null}
          </Menu.Dropdown>
        </Menu>
      </div>
    </li>
  );
}
