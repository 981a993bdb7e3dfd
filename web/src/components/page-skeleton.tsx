import { Skeleton } from '@mantine/core';
import classes from './page-skeleton.module.css';

export function PageSkeleton() {
  return (
    <div className={classes.page} role="status" aria-label="Loading">
      <Skeleton height={28} width="14rem" />
      <Skeleton height={36} mt="xl" />
      {['a', 'b', 'c', 'd'].map((row) => (
        <Skeleton key={row} height={56} mt="md" />
      ))}
    </div>
  );
}
