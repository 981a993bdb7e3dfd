import { api, unwrap } from '@/lib/api/client';

export interface GivenConsent {
  meetingId: string;
  given: boolean;
  participantId: string;
  participantName: string;
}

export async function sendConsent({
  meetingId,
  given,
  participantId,
  participantName,
}: GivenConsent): Promise<void> {
  await unwrap(
    api.POST('/v1/meetings/{meeting_id}/consent', {
      params: { path: { meeting_id: meetingId } },
      body: {
        consent_given: given,
        participant_id: participantId,
        participant_name: participantName === '' ? null : participantName,
      },
      // Arrives even when the tab is closed right after.
      keepalive: true,
    }),
  );
}
