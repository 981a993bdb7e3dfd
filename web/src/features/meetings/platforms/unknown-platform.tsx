import { Anchor } from '@mantine/core';
import { Message } from '@/components/message';
import type { Meeting } from '@/lib/api/types';

/** A meeting that this page cannot show inside itself. */
export function UnknownPlatform({ meeting }: { meeting: Meeting }) {
  return (
    <Message
      level={2}
      title="This meeting opens in a page of its own"
      action={<CallLink address={meeting.room_url} />}
    >
      This page does not know the video platform “{meeting.platform}”. Keep this page open beside the call:
      here you say whether your audio may be kept.
    </Message>
  );
}

/** The platform's code did not come: a blocker, an offline platform, an update of this server. */
export function PlatformUnavailable({ label, meeting }: { label: string; meeting: Meeting }) {
  return (
    <Message
      level={2}
      title={`The call could not be loaded from here`}
      action={<CallLink address={meeting.room_url} />}
    >
      The part of this page that talks to {label} did not load. Reload the page, or open the call in a page of
      its own and keep this one open: here you say whether your audio may be kept.
    </Message>
  );
}

function CallLink({ address }: { address: string }) {
  const isWeb = /^https?:\/\//.test(address);
  return isWeb ? (
    <Anchor href={address} target="_blank" rel="noopener noreferrer">
      Open the call in a new tab
    </Anchor>
  ) : null;
}
