import { Button } from '@mantine/core';
import { isRouteErrorResponse, useRouteError } from 'react-router';
import { Message } from '@/components/message';

/** The last net: a mistake in a page, or a page whose files are gone because the server was updated meanwhile. */
export function RouteError() {
  const error = useRouteError();
  const stale = error instanceof TypeError && /import|module/i.test(error.message);
  const missing = isRouteErrorResponse(error) && error.status === 404;
  return (
    <Message
      title={stale ? 'Reflector was updated' : missing ? 'There is nothing here' : 'This page broke'}
      action={<Button onClick={() => window.location.reload()}>Reload the page</Button>}
    >
      {stale
        ? 'A newer version of this page is on the server. Reload to get it; nothing is lost.'
        : 'Something unexpected happened in the page itself. Your transcripts are safe on the server. Reloading usually helps.'}
    </Message>
  );
}
