import { Button } from '@mantine/core';
import { Message } from '@/components/message';
import { useMeeting } from '@/features/meetings/api/get-meeting';
import { t } from '@/texts';

interface LeftProps {
  roomName: string;
  meetingId: string;
  onBack: () => void;
}

/** For people without an account, who have no list of rooms to go back to. */
export function Left({ roomName, meetingId, onBack }: LeftProps) {
  const { data: meeting } = useMeeting(roomName, meetingId);
  const hasEnded = meeting?.is_active === false;
  return (
    <Message
      title={hasEnded ? t('meetings.left.ended') : t('meetings.left.left')}
      action={hasEnded ? null : <Button onClick={onBack}>{t('meetings.left.rejoin')}</Button>}
    >
      {t('meetings.left.after', { room: roomName })}
    </Message>
  );
}
