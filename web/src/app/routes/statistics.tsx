import { Button, SegmentedControl, Select, Skeleton } from '@mantine/core';
import { Link, useSearchParams } from 'react-router';
import { Message } from '@/components/message';
import { useStatistics } from '@/features/statistics/api/get-statistics';
import { StatisticsView } from '@/features/statistics/components/statistics-view';
import { questionOf, readView, writeView, type Span } from '@/features/statistics/table/question';
import { sentenceOf } from '@/lib/api/api-error';
import type { StatisticsInterval } from '@/lib/api/types';
import { t } from '@/texts';
import classes from './statistics.module.css';

const spans = () => [
  { value: '30', label: t('statistics.days30') },
  { value: '90', label: t('statistics.days90') },
  { value: '365', label: t('statistics.lastYear') },
  { value: '1095', label: t('statistics.threeYears') },
];

const intervals = () => [
  { value: 'day', label: t('statistics.byDay') },
  { value: 'week', label: t('statistics.byWeek') },
  { value: 'month', label: t('statistics.byMonth') },
];

export function Component() {
  const [params, setParams] = useSearchParams();
  const view = readView(params);
  const { data, error, isPending, isPlaceholderData, refetch } = useStatistics(questionOf(view));
  const change = (part: Partial<typeof view>) =>
    setParams(writeView({ ...view, ...part }), { replace: true });
  return (
    <div className={classes.page}>
      <title>{t('common.pageTitle', { title: t('statistics.title') })}</title>
      <header className={classes.header}>
        <h1 className={classes.title}>{t('statistics.title')}</h1>
        <div className={classes.choices}>
          <SegmentedControl
            aria-label={t('statistics.division')}
            data={intervals()}
            value={view.interval}
            onChange={(interval) => change({ interval: interval as StatisticsInterval })}
          />
          <Select
            aria-label={t('statistics.time')}
            w="12.5rem"
            allowDeselect={false}
            data={spans()}
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
              title={t('statistics.none.title')}
              action={
                <Button component={Link} to="/transcripts/new">
                  {t('statistics.none.new')}
                </Button>
              }
            >
              {t('statistics.none.text')}
            </Message>
          ) : (
            <StatisticsView statistics={data} />
          )}
        </div>
      ) : isPending ? (
        <div role="status" aria-label={t('statistics.loading')} className={classes.content}>
          <Skeleton height={84} radius="lg" />
          <Skeleton height={330} radius="lg" mt="md" />
          <Skeleton height={220} radius="lg" mt="md" />
        </div>
      ) : (
        <Message
          level={2}
          title={t('statistics.failed')}
          action={<Button onClick={() => void refetch()}>{t('common.tryAgain')}</Button>}
        >
          {sentenceOf(error)}
        </Message>
      )}
    </div>
  );
}
