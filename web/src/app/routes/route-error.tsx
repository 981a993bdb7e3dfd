import { Button } from '@mantine/core';
import { isRouteErrorResponse, useRouteError } from 'react-router';
import { Message } from '@/components/message';
import { isMissingFile } from '@/lib/missing-file';
import { t } from '@/texts';

/** The last net: a mistake in a page, or a page whose files are gone because the server was updated meanwhile. */
export function RouteError() {
  const error = useRouteError();
  const stale = isMissingFile(error);
  const missing = isRouteErrorResponse(error) && error.status === 404;
  return (
    <Message
      title={
        stale
          ? t('pages.error.updatedTitle')
          : missing
            ? t('pages.error.missingTitle')
            : t('pages.error.brokenTitle')
      }
      action={<Button onClick={() => window.location.reload()}>{t('pages.error.reload')}</Button>}
    >
      {stale ? t('pages.error.updated') : t('pages.error.broken')}
    </Message>
  );
}
