import { createBrowserRouter } from 'react-router';
import { PageSkeleton } from '@/components/page-skeleton';
import { RouteError } from './routes/route-error';
import { Shell } from './shell/shell';

export const router = createBrowserRouter([
  {
    Component: Shell,
    HydrateFallback: PageSkeleton,
    ErrorBoundary: RouteError,
    children: [
      {
        ErrorBoundary: RouteError,
        children: [
          { index: true, lazy: () => import('./routes/transcripts') },
          { path: 'transcripts/new', lazy: () => import('./routes/new-transcript') },
          { path: 'transcripts/:transcriptId', lazy: () => import('./routes/transcript') },
          { path: '*', lazy: () => import('./routes/not-found') },
        ],
      },
    ],
  },
]);
