import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { Fragment } from 'react';
import { RouterProvider } from 'react-router/dom';
import { queryClient } from '@/lib/query-client';
import { useLanguage } from '@/texts';
import { router } from './router';
import { theme, variables } from './theme/theme';

export function App() {
  const language = useLanguage();
  return (
    <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        {/* Every text is read while rendering: another language renders everything anew. */}
        <Fragment key={language}>
          <RouterProvider router={router} />
        </Fragment>
        <Notifications position="bottom-right" autoClose={5000} limit={4} containerWidth={380} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
