import { Button } from '@mantine/core';
import { Message } from '@/components/message';
import { sentenceOf } from '@/lib/api/api-error';
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
      Show all transcripts
    </Button>
  );
  if (error !== undefined && error !== null)
    return (
      <Message
        level={2}
        title="The list could not be loaded"
        action={<Button onClick={onRetry}>Try again</Button>}
      >
        {sentenceOf(error)} Your transcripts are safe on the server.
      </Message>
    );
  if (total > 0 || query.page > 1)
    return (
      <Message level={2} title="Nothing on this page" action={clear}>
        There are fewer transcripts than that.
      </Message>
    );
  const search = query.q.trim();
  return search === '' ? (
    <Message level={2} title="No transcript fits these filters" action={clear}>
      Choose another room, time or status.
    </Message>
  ) : (
    <Message level={2} title="Nothing was found" action={clear}>
      {`Nobody said or wrote “${search}” in the transcripts that you look at.`}
    </Message>
  );
}
