import { useQuery } from '@tanstack/react-query';
import { ApiError } from './api/api-error';
import { api, unwrap } from './api/client';
import type { ZulipStream, ZulipTopic } from './api/types';
import { queryKeys } from './query-keys';

/** Null where Zulip is not set up. */
export async function getZulipStreams(signal?: AbortSignal): Promise<ZulipStream[] | null> {
  try {
    return await unwrap(api.GET('/v1/zulip/streams', { signal }));
  } catch (error) {
    if (error instanceof ApiError && error.notFound) return null;
    throw error;
  }
}

export const getZulipTopics = (streamId: number, signal?: AbortSignal): Promise<ZulipTopic[]> =>
  unwrap(
    api.GET('/v1/zulip/streams/{stream_id}/topics', { params: { path: { stream_id: streamId } }, signal }),
  );

export const useZulipStreams = () =>
  useQuery({
    queryKey: queryKeys.zulipStreams,
    queryFn: ({ signal }) => getZulipStreams(signal),
    retry: false,
    // Several places ask; the failure of one is not to be asked away by the next.
    retryOnMount: false,
    staleTime: 60_000,
  });

export const useZulipTopics = (streamId: number | undefined) =>
  useQuery({
    queryKey: queryKeys.zulipTopics(streamId ?? 0),
    queryFn: ({ signal }) => getZulipTopics(streamId ?? 0, signal),
    enabled: streamId !== undefined,
    retry: false,
    staleTime: 60_000,
  });
