import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from './api/api-error';
import { connection } from './connection';

export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => {
      if (error instanceof ApiError && error.unreachable) connection.set(false);
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
