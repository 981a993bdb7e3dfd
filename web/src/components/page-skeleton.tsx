import { Skeleton } from '@mantine/core';
import { t } from '@/texts';
import classes from './page-skeleton.module.css';

const rows = ['a', 'b', 'c', 'd'];

export function PageSkeleton() {
  return (
    <div className={classes.page} role="status" aria-label={t('common.loading')}>
      <Skeleton height={28} width="14rem" />
      <Skeleton height={36} mt="xl" />
      {rows.map((row) => (
        <Skeleton key={row} height={56} mt="md" />
      ))}
    </div>
  );
}
