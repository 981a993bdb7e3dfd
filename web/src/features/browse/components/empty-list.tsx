import { Button } from '@mantine/core';
import { Message } from '@/components/message';
import { endedSentenceOf } from '@/lib/api/api-error';
import { t } from '@/texts';
import { fromFilter, type BrowseQuery } from '../query/browse-query';

interface EmptyListProps {
  query: BrowseQuery;
  total?: number;
  error?: unknown;
  onChange: (change: Partial<BrowseQuery>) => void;
  onRetry?: () => void;
}

/** Why there is nothing to see, and the way out. */
export function EmptyList({ query, total = 0, error, onChange, onRetry }: EmptyListProps) {
  const clear = (
    <Button variant="default" onClick={() => onChange(fromFilter({}))}>
      {t('browse.empty.showAll')}
    </Button>
  );
  if (error !== undefined && error !== null)
    return (
      <Message
        level={2}
        title={t('browse.empty.failedTitle')}
        action={<Button onClick={onRetry}>{t('common.tryAgain')}</Button>}
      >
        {t('browse.empty.failed', { sentence: endedSentenceOf(error) })}
      </Message>
    );
  if (total > 0 || query.page > 1)
    return (
      <Message level={2} title={t('browse.empty.pageTitle')} action={clear}>
        {t('browse.empty.page')}
      </Message>
    );
  const search = query.q.trim();
  return search === '' ? (
    <Message level={2} title={t('browse.empty.filtersTitle')} action={clear}>
      {t('browse.empty.filters')}
    </Message>
  ) : (
    <Message level={2} title={t('browse.empty.searchTitle')} action={clear}>
      {t('browse.empty.search', { search })}
    </Message>
  );
}
