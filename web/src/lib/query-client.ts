import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from './api/api-error';
import { connection } from './connection';
import { queryKeys } from './query-keys';

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      if (!(error instanceof ApiError)) return;
      if (error.unreachable) connection.set(false);
      // The session has ended, here or in another browser: who is signed in is asked again, and the page follows.
      if (error.status === 401 && query.queryKey[0] !== queryKeys.auth[0]) {
        void queryClient.invalidateQueries({ queryKey: queryKeys.auth });
      }
    },
    onSuccess: () => connection.set(true),
  }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failures, error) => {
        const status = error instanceof ApiError ? error.status : 500;
        return (status === 0 || status >= 500) && failures < 2;
      },
    },
  },
});
