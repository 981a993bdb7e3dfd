import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link, useLocation, useNavigate, useParams } from 'react-router';
import { toast } from '@/components/toast';
import { useMeeting } from '@/features/meetings/api/get-meeting';
import { useOpenMeetings } from '@/features/meetings/api/get-open-meetings';
import { useRoom } from '@/features/meetings/api/get-room';
import { useUpcomingEvents } from '@/features/meetings/api/get-upcoming-events';
import { joinMeeting } from '@/features/meetings/api/join-meeting';
import { openMeeting } from '@/features/meetings/api/open-meeting';
import { CallLoading } from '@/features/meetings/platforms/room-container';
import { MeetingSelection } from '@/features/meetings/components/meeting-selection';
import { participantName } from '@/features/meetings/components/participant-name';
import { PreJoin } from '@/features/meetings/components/pre-join';
import { needsSelection } from '@/features/meetings/components/selection';
import { VisitorPage } from '@/features/meetings/components/visitor-page';
import type { Meeting } from '@/lib/api/types';
import { useAuthState } from '@/lib/auth/auth-state';
import { signInPath } from '@/lib/auth/return-path';
import { useMe } from '@/lib/me';
import { ApiError } from '@/lib/api/api-error';
import { t } from '@/texts';
import { Call } from './room/call';
import { Left } from './room/left';
import { Trouble } from './room/trouble';

/** The address that people are invited to: /{room} and /{room}/{meeting}. */
export function Component() {
  const { roomName = '', meetingId } = useParams();
  // Names have no capitals; people type them all the same.
  return (
    <RoomPage
      key={`${roomName}/${meetingId ?? ''}`}
      roomName={roomName.toLowerCase()}
      meetingId={meetingId}
    />
  );
}

type Stage =
  | { at: 'door' }
  | { at: 'joining' }
  | { at: 'call'; meeting: Meeting; name: string }
  | { at: 'left'; meetingId: string };

function RoomPage({ roomName, meetingId }: { roomName: string; meetingId: string | undefined }) {
  const navigate = useNavigate();
  const [stage, setStage] = useState<Stage>({ at: 'door' });
  const [problem, setProblem] = useState<unknown>(null);
  const isAtDoor = stage.at === 'door' || stage.at === 'joining';
  const me = useMe();
  const { data: auth } = useAuthState();
  const room = useRoom(roomName);
  const chosen = useMeeting(roomName, meetingId);
  const asksWhich = meetingId === undefined && room.data !== undefined && isAtDoor;
  const open = useOpenMeetings(roomName, asksWhich);
  const events = useUpcomingEvents(roomName, asksWhich && room.data.ics_enabled);

  const hasAccount = me.data !== null && me.data !== undefined;
  const isOwner = hasAccount && room.data?.user_id === me.data?.sub;
  const leave = (meeting: Meeting) => {
    if (hasAccount) void navigate('/rooms');
    else setStage({ at: 'left', meetingId: meeting.id });
  };
  const knownName = participantName.remembered() || (auth?.user?.name ?? '');
  const join = async (name: string) => {
    participantName.remember(name);
    setProblem(null);
    setStage({ at: 'joining' });
    try {
      const id = meetingId ?? (await openMeeting(roomName)).id;
      setStage({ at: 'call', meeting: await joinMeeting(roomName, id), name });
    } catch (error) {
      setProblem(error);
      setStage({ at: 'door' });
    }
  };
  const openAnother = async (another: boolean) => {
    setStage({ at: 'joining' });
    try {
      const meeting = await openMeeting(roomName, another);
      void navigate(`/${roomName}/${meeting.id}`);
    } catch (error) {
      toast.failed(t('meetings.trouble.notOpened'), error);
      setStage({ at: 'door' });
    }
  };
  const retry = () => {
    const isOver = problem instanceof ApiError && (problem.status === 400 || problem.status === 404);
    if (meetingId !== undefined && (isOver || chosen.error || chosen.data?.is_active === false))
      void navigate(`/${roomName}`);
    else if (problem !== null) void join(knownName);
    else void Promise.all([me.refetch(), room.refetch()]);
  };

  if (stage.at === 'call') {
    return (
      <Call
        roomName={roomName}
        meeting={stage.meeting}
        participantName={stage.name}
        hasAccount={hasAccount}
        isOwner={isOwner}
        onLeave={() => leave(stage.meeting)}
      />
    );
  }
  const content = () => {
    if (stage.at === 'left')
      return <Left roomName={roomName} meetingId={stage.meetingId} onBack={() => void join(knownName)} />;
    const hasEnded = chosen.data && !isOpen(chosen.data);
    const error =
      (room.data ? null : room.error) ??
      (chosen.data ? null : chosen.error) ??
      (hasEnded ? new ApiError(400, 'Meeting has ended') : null) ??
      problem;
    if (error !== null)
      return <Trouble error={error} roomName={roomName} hasAccount={hasAccount} onRetry={retry} />;
    const isWaiting =
      me.isPending || auth === undefined || room.isPending || (meetingId !== undefined && chosen.isPending);
    if (isWaiting || (asksWhich && open.isPending)) return <CallLoading />;
    if (meetingId === undefined && room.data && needsSelection(room.data, open.data ?? []))
      return (
        <MeetingSelection
          roomName={roomName}
          meetings={open.data ?? []}
          events={events.data ?? []}
          isOwner={isOwner}
          mayCreate={isOwner || (room.data.is_shared && hasAccount)}
          isBusy={stage.at === 'joining'}
          onChoose={(meeting) => void navigate(`/${roomName}/${meeting.id}`)}
          onOpen={() => void openAnother(false)}
          onCreate={() => void openAnother(true)}
        />
      );
    return (
      <PreJoin
        roomName={roomName}
        people={chosen.data?.num_clients ?? room.data?.live.participants}
        name={knownName}
        isJoining={stage.at === 'joining'}
        onJoin={(name) => void join(name)}
      />
    );
  };
  return (
    <VisitorPage aside={auth && auth.backend !== 'none' && !auth.user ? <SignInLink /> : null}>
      <title>{t('common.pageTitle', { title: roomName })}</title>
      {content()}
    </VisitorPage>
  );
}

function SignInLink() {
  return (
    <Button component={Link} to={signInPath(useLocation())} variant="default" size="xs">
      {t('shell.signIn')}
    </Button>
  );
}

const isOpen = (meeting: Meeting) => meeting.is_active && new Date(meeting.end_date) > new Date();
