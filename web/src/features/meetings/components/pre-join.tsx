import { Button, Skeleton, TextInput } from '@mantine/core';
import { Users } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { t } from '@/texts';
import classes from './pre-join.module.css';
import { DeviceCheck } from './device-check';

interface PreJoinProps {
  roomName: string;
  /** Undefined until it is known. */
  people: number | undefined;
  name: string;
  isJoining: boolean;
  onJoin: (name: string) => void;
  /** What kept the last attempt from working. */
  problem?: ReactNode;
}

const longest = 100;

/** Before the door of a room: who I am, who is in, and whether camera and microphone work. */
export function PreJoin({ roomName, people, name, isJoining, onJoin, problem }: PreJoinProps) {
  const [typed, setTyped] = useState(name);
  return (
    <form
      className={classes.card}
      aria-label={t('meetings.door.form', { room: roomName })}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isJoining) onJoin(typed.trim());
      }}
    >
      <h1 className={classes.title}>{roomName}</h1>
      <p className={classes.people} aria-live="polite">
        <Users size={16} aria-hidden />
        {people === undefined ? (
          <Skeleton height={12} width={90} />
        ) : (
          t('meetings.door.people', { count: people })
        )}
      </p>
      <TextInput
        mt="lg"
        size="md"
        label={t('meetings.door.name')}
        description={t('meetings.door.nameKept')}
        placeholder={t('meetings.door.guest')}
        autoComplete="name"
        maxLength={longest}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <DeviceCheck />
      {problem}
      <Button type="submit" size="md" fullWidth mt="lg" loading={isJoining}>
        {t('meetings.door.join')}
      </Button>
    </form>
  );
}
