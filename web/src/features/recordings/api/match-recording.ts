import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { queryKeys } from '@/lib/query-keys';

/** Says of which meeting a recording is; its transcript is made then. */
export function useMatchRecording() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, meetingId }: { id: string; meetingId: string }) =>
      unwrap(
        api.POST('/v1/recordings/{recording_id}/match', {
          params: { path: { recording_id: id } },
          body: { meeting_id: meetingId },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.unmatched }),
  });
}
