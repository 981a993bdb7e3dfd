import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { MeetingRecording } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';

/** The composed videos of a meeting, in the order of their recording. */
export async function getVideos(meetingId: string, signal?: AbortSignal): Promise<MeetingRecording[]> {
  const recordings = await unwrap(
    api.GET('/v1/meetings/{meeting_id}/recordings', { params: { path: { meeting_id: meetingId } }, signal }),
  );
  return recordings.filter(({ kind }) => kind === 'video');
}

export function useVideos(meetingId: string | null) {
  return useQuery({
    queryKey: queryKeys.videos(meetingId ?? ''),
    queryFn: ({ signal }) => getVideos(meetingId ?? '', signal),
    enabled: meetingId !== null,
  });
}
