import { Button, Skeleton } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { t } from '@/texts';
import { FormError } from './form-error';
import classes from './list.module.css';

/** What a query brought; until then its outline, and when it fails why, with another try. */
export function Loaded<T>({
  query,
  children,
}: {
  query: UseQueryResult<T>;
  children: (data: T) => ReactNode;
}) {
  if (query.data !== undefined) return children(query.data);
  if (query.isPending)
    return <Skeleton height={120} radius="lg" role="status" aria-label={t('common.loading')} />;
  return (
    <div className={classes.failed}>
      <FormError error={query.error} />
      <Button variant="default" onClick={() => void query.refetch()}>
        {t('common.tryAgain')}
      </Button>
    </div>
  );
}
