import type { SpotlightActionData } from '@mantine/spotlight';
import { FileText } from 'lucide-react';
import type { Moment, SearchResult } from '@/lib/api/types';
import { formatClock, formatDuration, formatWhen } from '@/lib/time/format';
import { titleOf } from '@/lib/title';
import { t } from '@/texts';
import { Excerpt } from './excerpt';
import classes from './command-palette.module.css';

const mostMoments = 2;

/** A transcript that was found, and beneath it the moments at which it was said. */
export function transcriptActions(
  result: SearchResult,
  search: string,
  onNavigate: (path: string) => void,
): SpotlightActionData[] {
  const path = `/transcripts/${result.id}`;
  const moments = search === '' ? [] : result.moments.slice(0, mostMoments);
  return [
    {
      id: result.id,
      label: titleOf(result),
      description: `${formatWhen(result.created_at)}, ${formatDuration(result.duration)}`,
      leftSection: <FileText size={18} aria-hidden />,
      onClick: () => onNavigate(path),
    },
    ...moments.map((moment) => ({
      id: `${result.id} ${moment.start}`,
      'aria-label': t('commandPalette.moment', {
        name: moment.speaker_name,
        time: formatClock(moment.start),
        text: moment.text,
      }),
      children: (
        <span className={classes.moment}>
          <span className={classes.time}>{formatClock(moment.start)}</span>
          <span className={classes.said}>
            <Excerpt text={moment.text} highlights={moment.highlights} />
          </span>
          <span className={classes.speaker}>{moment.speaker_name}</span>
        </span>
      ),
      onClick: () => onNavigate(`${path}?${momentQuery(moment)}`),
    })),
  ];
}

/** Where it was said, and what of it is to be marked in the text. */
function momentQuery({ start, text, highlights: [place] }: Moment): string {
  const query = new URLSearchParams({ t: String(Math.floor(start)) });
  if (place) query.set('find', text.slice(place.from, place.to));
  return query.toString();
}
