import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { Message } from '@/components/message';
import { ApiError, endedSentenceOf, sentenceOf } from '@/lib/api/api-error';
import { t } from '@/texts';

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
              {t('meetings.trouble.toRooms')}
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
      title: t('meetings.trouble.noMeetingTitle'),
      text: t('meetings.trouble.noMeeting'),
      retry: t('meetings.trouble.toRoom'),
    };
  if (status === 404)
    return {
      title: t('meetings.trouble.noRoomTitle'),
      text: t('meetings.trouble.noRoom', { room: roomName }),
      retry: null,
    };
  if (status === 400)
    return {
      title: t('meetings.trouble.endedTitle'),
      text: t('meetings.trouble.ended'),
      retry: t('meetings.trouble.toRoom'),
    };
  if (status === 502)
    return { title: t('meetings.trouble.platformTitle'), text: sentence, retry: t('common.tryAgain') };
  if (status === 503 || status === 429)
    return {
      title: t('meetings.trouble.busyTitle'),
      text: t('meetings.trouble.busy', { sentence: endedSentenceOf(error) }),
      retry: t('common.tryAgain'),
    };
  return { title: t('meetings.trouble.failedTitle'), text: sentence, retry: t('common.tryAgain') };
}
