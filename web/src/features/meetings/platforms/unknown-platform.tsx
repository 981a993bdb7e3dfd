import { Anchor } from '@mantine/core';
import { Message } from '@/components/message';
import type { Meeting } from '@/lib/api/types';
import { t } from '@/texts';

/** A meeting that this page cannot show inside itself. */
export function UnknownPlatform({ meeting }: { meeting: Meeting }) {
  return (
    <Message
      level={2}
      title={t('meetings.call.unknownTitle')}
      action={<CallLink address={meeting.room_url} />}
    >
      {t('meetings.call.unknown', { platform: meeting.platform })}
    </Message>
  );
}

/** The platform's code did not come: a blocker, an offline platform, an update of this server. */
export function PlatformUnavailable({ platform, meeting }: { platform: string; meeting: Meeting }) {
  return (
    <Message
      level={2}
      title={t('meetings.call.unavailableTitle')}
      action={<CallLink address={meeting.room_url} />}
    >
      {t('meetings.call.unavailable', { platform })}
    </Message>
  );
}

function CallLink({ address }: { address: string }) {
  const isWeb = /^https?:\/\//.test(address);
  return isWeb ? (
    <Anchor href={address} target="_blank" rel="noopener noreferrer">
      {t('meetings.call.openInTab')}
    </Anchor>
  ) : null;
}
