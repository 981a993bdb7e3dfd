import { Button } from '@mantine/core';
import { Message } from '@/components/message';
import { useMeeting } from '@/features/meetings/api/get-meeting';

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
      title={hasEnded ? 'The meeting has ended' : 'You left the meeting'}
      action={hasEnded ? null : <Button onClick={onBack}>Rejoin</Button>}
    >
      If it was recorded, its transcript is written now; whoever owns the room “{roomName}” can share it with
      you. What you answered about the audio is kept. You may close this page.
    </Message>
  );
}
