import { createBrowserRouter } from 'react-router';
import { PageSkeleton } from '@/components/page-skeleton';
import { Door } from './door/door';
import { RouteError } from './routes/route-error';
import { ToTranscripts } from './routes/to-transcripts';
import { NeedsAccount } from './shell/needs-account';
import { Shell } from './shell/shell';

export const router = createBrowserRouter([
  {
    Component: Door,
    HydrateFallback: PageSkeleton,
    ErrorBoundary: RouteError,
    children: [
      { path: 'sign-in', lazy: () => import('./routes/sign-in') },
      { path: 'setup', lazy: () => import('./routes/account-link') },
      { path: 'invitation', lazy: () => import('./routes/account-link') },
      { path: 'reset', lazy: () => import('./routes/account-link') },
    ],
  },
  {
    Component: Shell,
    HydrateFallback: PageSkeleton,
    ErrorBoundary: RouteError,
    children: [
      {
        ErrorBoundary: RouteError,
        children: [
          {
            Component: NeedsAccount,
            children: [
              { path: 'transcripts', lazy: () => import('./routes/transcripts') },
              { path: 'statistics', lazy: () => import('./routes/statistics') },
              { path: 'ask', lazy: () => import('./routes/ask') },
              { path: 'rooms', lazy: () => import('./routes/rooms') },
              { path: 'transcripts/new', lazy: () => import('./routes/new-transcript') },
              { path: 'settings/:section?', lazy: () => import('./routes/settings') },
            ],
          },
          { index: true, Component: ToTranscripts },
          // Where earlier versions had the list.
          { path: 'browse', Component: ToTranscripts },
          { path: 'transcripts/:transcriptId/correct', lazy: () => import('./routes/correct') },
          { path: 'transcripts/:transcriptId', lazy: () => import('./routes/transcript') },
          { path: '*', lazy: () => import('./routes/not-found') },
        ],
      },
    ],
  },
  {
    path: ':roomName/:meetingId?',
    HydrateFallback: PageSkeleton,
    ErrorBoundary: RouteError,
    lazy: () => import('./routes/room'),
  },
]);
