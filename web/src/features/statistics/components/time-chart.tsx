import { BarChart } from '@mantine/charts';
import '@mantine/charts/styles.css';
import type { Statistics } from '@/lib/api/types';
import { formatDay, formatNumber } from '@/lib/time/format';
import { t } from '@/texts';

interface TimeChartProps {
  periods: Statistics['periods'];
  measure: 'hours' | 'meetings';
}

/** Loaded only when it is looked at; the table beside it says the same in text. */
export default function TimeChart({ periods, measure }: TimeChartProps) {
  const data = periods.map(({ start, meetings, seconds }) => ({
    start: formatDay(start),
    value: measure === 'hours' ? Math.round(seconds / 36) / 100 : meetings,
  }));
  return (
    <BarChart
      h={260}
      data={data}
      dataKey="start"
      series={[
        {
          name: 'value',
          label: measure === 'hours' ? t('statistics.columns.hours') : t('statistics.columns.meetings'),
          color: 'var(--r-accent)',
        },
      ]}
      valueFormatter={formatNumber}
      tickLine="none"
      gridProps={{ stroke: 'var(--r-line)', vertical: false }}
      yAxisProps={{ width: 44, allowDecimals: measure === 'hours' }}
      barProps={{ radius: [4, 4, 0, 0], maxBarSize: 48, isAnimationActive: false }}
      barChartProps={{ accessibilityLayer: false }}
      aria-hidden
    />
  );
}
