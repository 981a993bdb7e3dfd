import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { Message } from '@/components/message';
import { ApiError, sentenceOf } from '@/lib/api/api-error';

interface TroubleProps {
  error: unknown;
  roomName: string;
  hasAccount: boolean;
  onRetry: () => void;
}

/** Says why one cannot be in a room, and what to do. */
export function Trouble({ error, roomName, hasAccount, onRetry }: TroubleProps) {
  const { title, text, retry } = explain(error, roomName);
  return (
    <Message
      title={title}
      action={
        <>
          {retry === null ? null : <Button onClick={onRetry}>{retry}</Button>}
          {hasAccount ? (
            <Button variant={retry === null ? 'filled' : 'default'} component={Link} to="/rooms">
              Go to rooms
            </Button>
          ) : null}
        </>
      }
    >
      {text}
    </Message>
  );
}

function explain(error: unknown, roomName: string): { title: string; text: string; retry: string | null } {
  const status = error instanceof ApiError ? error.status : 500;
  const sentence = sentenceOf(error);
  if (status === 404 && sentence.startsWith('Meeting'))
    return {
      title: 'There is no such meeting in this room',
      text: 'The link may be incomplete. The room itself can be entered.',
      retry: 'Go to the room',
    };
  if (status === 404)
    return {
      title: 'There is no room at this address',
      text: `Nobody has made a room called “${roomName}”, or it was deleted. Ask whoever invited you for the link.`,
      retry: null,
    };
  if (status === 400)
    return {
      title: 'This meeting has ended',
      text: 'Whoever owns the room ended it, or its time was over. You can meet again in the same room.',
      retry: 'Go to the room',
    };
  if (status === 502)
    return { title: 'The video platform did not open the meeting', text: sentence, retry: 'Try again' };
  if (status === 503 || status === 429)
    return {
      title: 'The meeting cannot be opened right now',
      text: `${sentence} Nothing is lost; trying again in a moment usually helps.`,
      retry: 'Try again',
    };
  return { title: 'The room could not be opened', text: sentence, retry: 'Try again' };
}
