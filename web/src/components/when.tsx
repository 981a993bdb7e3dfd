import { Tooltip } from '@mantine/core';
import { useNow } from '@/lib/time/now';
import { formatFull, formatWhen } from '@/lib/time/format';

/** A moment said relative to now, in full on hover. */
export function When({ iso }: { iso: string }) {
  const now = useNow(30_000);
  return (
    <Tooltip label={formatFull(iso)}>
      <time dateTime={iso}>{formatWhen(iso, now)}</time>
    </Tooltip>
  );
}
