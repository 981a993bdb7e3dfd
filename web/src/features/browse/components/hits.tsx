import { useId, useState } from 'react';
import { Link } from 'react-router';
import type { SearchResult } from '@/lib/api/types';
import { formatClock, spokenClock } from '@/lib/time/format';
import { t } from '@/texts';
import { excerptOf, plainSnippet } from '../query/excerpt';
import classes from './hits.module.css';
import { Marked, MarkedMoment } from './marked';

const few = 1;

/** Where in a transcript it was said; each opens it there. */
export function Hits({ result, terms }: { result: SearchResult; terms: string[] }) {
  const [opened, setOpened] = useState(false);
  const id = useId();
  const { moments, search_snippets, total_match_count } = result;
  // Snippets of the spoken text say what the moments say, without their time.
  const snippets = moments.length > 0 ? [] : search_snippets;
  const all = moments.length + snippets.length;
  if (all === 0) return null;
  const shown = opened ? all : few;
  return (
    <div className={classes.hits}>
      <ul id={id} className={classes.list}>
        {moments.slice(0, shown).map((moment) => (
          <li key={moment.start}>
            <Link className={classes.moment} to={`/transcripts/${result.id}?t=${Math.floor(moment.start)}`}>
              <span
                className={classes.time}
                aria-label={t('browse.hits.at', { time: spokenClock(moment.start) })}
              >
                {formatClock(moment.start)}
              </span>
              <span className={classes.text}>
                <span className={classes.name}>{moment.speaker_name}</span>{' '}
                <MarkedMoment {...excerptOf(moment)} />
              </span>
            </Link>
          </li>
        ))}
        {snippets.slice(0, Math.max(0, shown - moments.length)).map((snippet) => (
          <li key={snippet} className={classes.snippet}>
            <Marked text={plainSnippet(snippet)} terms={terms} />
          </li>
        ))}
      </ul>
      <div className={classes.foot}>
        {total_match_count > 0 ? <span>{t('browse.hits.matches', { count: total_match_count })}</span> : null}
        {all > few ? (
          <button
            type="button"
            className={classes.expand}
            aria-expanded={opened}
            aria-controls={id}
            onClick={() => setOpened(!opened)}
          >
            {opened ? t('browse.hits.less') : t('browse.hits.more', { count: all - few })}
          </button>
        ) : null}
      </div>
    </div>
  );
}
