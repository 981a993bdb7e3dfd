import { Button, SegmentedControl, Select, Skeleton } from '@mantine/core';
import { Link, useSearchParams } from 'react-router';
import { Message } from '@/components/message';
import { useStatistics } from '@/features/statistics/api/get-statistics';
import { StatisticsView } from '@/features/statistics/components/statistics-view';
import { questionOf, readView, writeView, type Span } from '@/features/statistics/table/question';
import { sentenceOf } from '@/lib/api/api-error';
import type { StatisticsInterval } from '@/lib/api/types';
import classes from './statistics.module.css';

const spans = [
  { value: '30', label: 'The last 30 days' },
  { value: '90', label: 'The last 90 days' },
  { value: '365', label: 'The last year' },
  { value: '1095', label: 'The last three years' },
];

const intervals = [
  { value: 'day', label: 'By day' },
  { value: 'week', label: 'By week' },
  { value: 'month', label: 'By month' },
];

export function Component() {
  const [params, setParams] = useSearchParams();
  const view = readView(params);
  const { data, error, isPending, isPlaceholderData, refetch } = useStatistics(questionOf(view));
  const change = (part: Partial<typeof view>) =>
    setParams(writeView({ ...view, ...part }), { replace: true });
  return (
    <div className={classes.page}>
      <title>Statistics · Reflector</title>
      <header className={classes.header}>
        <h1 className={classes.title}>Statistics</h1>
        <div className={classes.choices}>
          <SegmentedControl
            aria-label="How time is divided"
            data={intervals}
            value={view.interval}
            onChange={(interval) => change({ interval: interval as StatisticsInterval })}
          />
          <Select
            aria-label="Time"
            w="12.5rem"
            allowDeselect={false}
            data={spans}
            value={String(view.days)}
            onChange={(days) => change({ days: Number(days) as Span })}
            comboboxProps={{ shadow: 'md' }}
          />
        </div>
      </header>
      {data ? (
        <div
          aria-busy={isPlaceholderData}
          data-stale={isPlaceholderData || undefined}
          className={classes.content}
        >
          {data.total.meetings === 0 ? (
            <Message
              level={2}
              title="Nothing was recorded in this time"
              action={
                <Button component={Link} to="/transcripts/new">
                  New transcript
                </Button>
              }
            >
              As soon as there are recordings, you see here how long people met, where, and who spoke.
            </Message>
          ) : (
            <StatisticsView statistics={data} />
          )}
        </div>
      ) : isPending ? (
        <div role="status" aria-label="Loading statistics" className={classes.content}>
          <Skeleton height={84} radius="lg" />
          <Skeleton height={330} radius="lg" mt="md" />
          <Skeleton height={220} radius="lg" mt="md" />
        </div>
      ) : (
        <Message
          level={2}
          title="The statistics could not be loaded"
          action={<Button onClick={() => void refetch()}>Try again</Button>}
        >
          {sentenceOf(error)}
        </Message>
      )}
    </div>
  );
}
