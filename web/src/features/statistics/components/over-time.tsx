import { Button, SegmentedControl, Skeleton, VisuallyHidden } from '@mantine/core';
import { Download } from 'lucide-react';
import { lazy, useId, useState, type ReactNode } from 'react';
import { LazyPart } from '@/components/lazy-part';
import type { Statistics } from '@/lib/api/types';
import { saveAs } from '@/lib/download';
import { formatDay, formatDuration, formatNumber } from '@/lib/time/format';
import { t } from '@/texts';
import { toCsv } from '../table/csv';
import { Scrollable } from './scrollable';
import classes from './statistics.module.css';

const TimeChart = lazy(() => import('./time-chart'));

const periodKeys = {
  day: 'statistics.columns.day',
  week: 'statistics.columns.week',
  month: 'statistics.columns.month',
} as const;

/** Hours and meetings per period: as bars, and as the table behind them. */
export function OverTime({ periods, interval }: Pick<Statistics, 'periods' | 'interval'>) {
  const [measure, setMeasure] = useState<'hours' | 'meetings'>('hours');
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  const save = () =>
    saveAs(
      'reflector-over-time.csv',
      toCsv(
        [t('statistics.columns.start'), t('statistics.columns.meetings'), t('statistics.columns.seconds')],
        periods.map(({ start, meetings, seconds }) => [start, meetings, Math.round(seconds)]),
      ),
      'text/csv',
    );
  return (
    <section className={classes.card} aria-labelledby={id}>
      <div className={classes.head}>
        <h2 id={id} className={classes.cardTitle}>
          {t('statistics.overTime')}
        </h2>
        <div className={classes.tools}>
          <SegmentedControl
            size="xs"
            aria-label={t('statistics.measure')}
            value={measure}
            onChange={(value) => setMeasure(value as 'hours' | 'meetings')}
            data={[
              { value: 'hours', label: t('statistics.columns.hours') },
              { value: 'meetings', label: t('statistics.columns.meetings') },
            ]}
          />
          <Button
            variant="subtle"
            size="compact-sm"
            aria-pressed={asTable}
            onClick={() => setAsTable(!asTable)}
          >
            {t('statistics.asTable')}
          </Button>
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<Download size={15} aria-hidden />}
            aria-label={t('statistics.download', { table: t('statistics.overTime') })}
            onClick={save}
          >
            CSV
          </Button>
        </div>
      </div>
      {asTable ? null : (
        <LazyPart fallback={<Skeleton height={260} />}>
          <TimeChart periods={periods} measure={measure} />
        </LazyPart>
      )}
      {/* Always there: the bars say nothing to whoever does not see them. */}
      <Behind isShown={asTable} labelledBy={id}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t(periodKeys[interval])}</th>
              <th scope="col">{t('statistics.columns.meetings')}</th>
              <th scope="col">{t('statistics.columns.recorded')}</th>
            </tr>
          </thead>
          <tbody>
            {periods.map(({ start, meetings, seconds }) => (
              <tr key={start}>
                <th scope="row">{formatDay(start)}</th>
                <td>{formatNumber(meetings)}</td>
                <td>{formatDuration(seconds * 1000)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Behind>
    </section>
  );
}

interface BehindProps {
  isShown: boolean;
  labelledBy: string;
  children: ReactNode;
}

function Behind({ isShown, labelledBy, children }: BehindProps) {
  return isShown ? (
    <Scrollable labelledBy={labelledBy}>{children}</Scrollable>
  ) : (
    <VisuallyHidden>{children}</VisuallyHidden>
  );
}
