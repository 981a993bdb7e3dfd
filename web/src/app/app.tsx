import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { RouterProvider } from 'react-router/dom';
import { queryClient } from '@/lib/query-client';
import { useLanguage } from '@/texts';
import { router } from './router';
import { makeTheme, variables } from './theme/theme';

/** Texts are read while rendering: another language renders everything anew. */
export function App() {
  return <InOneLanguage key={useLanguage()} />;
}

function InOneLanguage() {
  const [theme] = useState(makeTheme);
  return (
    <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <Notifications position="bottom-right" autoClose={5000} limit={4} containerWidth={380} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
