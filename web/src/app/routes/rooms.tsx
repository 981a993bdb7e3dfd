import { Button } from '@mantine/core';
import { DoorOpen, Plus } from 'lucide-react';
import { useState } from 'react';
import { Message } from '@/components/message';
import { useRooms } from '@/features/rooms/api/get-rooms';
import { DeleteRoomDialog } from '@/features/rooms/components/delete-room-dialog';
import { RoomEditor } from '@/features/rooms/components/room-editor';
import { RoomList, RoomListSkeleton } from '@/features/rooms/components/room-list';
import { endedSentenceOf } from '@/lib/api/api-error';
import type { Room } from '@/lib/api/types';
import { useMe } from '@/lib/me';
import { t } from '@/texts';
import { RoomAnswers } from './room/room-answers';
import classes from './rooms.module.css';

export function Component() {
  const me = useMe();
  const { data: rooms, error, isPending, refetch } = useRooms();
  const [edited, setEdited] = useState<Room | null>();
  const [deleted, setDeleted] = useState<Room | null>(null);
  const [answersOf, setAnswersOf] = useState<Room | null>(null);
  const newRoom = (
    <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => setEdited(null)}>
      {t('rooms.new')}
    </Button>
  );
  const isEmpty = rooms?.length === 0;

  return (
    <div className={classes.page}>
      <title>{t('common.pageTitle', { title: t('rooms.title') })}</title>
      <header className={classes.header}>
        <h1 className={classes.title}>{t('rooms.title')}</h1>
        {isEmpty ? null : newRoom}
      </header>
      {rooms && !me.isPending ? (
        isEmpty ? (
          <Message
            level={2}
            title={t('rooms.none.title')}
            icon={<DoorOpen size={22} aria-hidden />}
            action={newRoom}
          >
            {t('rooms.none.text')}
          </Message>
        ) : (
          <RoomList
            rooms={rooms}
            me={me.data?.sub}
            onEdit={setEdited}
            onDelete={setDeleted}
            onShowAnswers={setAnswersOf}
          />
        )
      ) : isPending || me.isPending ? (
        <RoomListSkeleton />
      ) : (
        <Message
          level={2}
          title={t('rooms.notLoaded.title')}
          action={<Button onClick={() => void refetch()}>{t('common.tryAgain')}</Button>}
        >
          {t('rooms.notLoaded.text', { why: endedSentenceOf(error) })}
        </Message>
      )}
      <RoomEditor room={edited} onClose={() => setEdited(undefined)} />
      <DeleteRoomDialog room={deleted} onClose={() => setDeleted(null)} />
      <RoomAnswers room={answersOf} onClose={() => setAnswersOf(null)} />
    </div>
  );
}
