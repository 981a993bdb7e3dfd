import { Tooltip } from '@mantine/core';
import { Link } from 'react-router';
import type { AskMoment } from '@/lib/api/types';
import { formatClock, spokenClock } from '@/lib/time/format';
import { t } from '@/texts';
import classes from './ask.module.css';
import { cutAtCitations } from './citations';
import type { Exchange } from './use-ask';

interface AnswerProps {
  exchange: Exchange;
  /** Whether moments of several meetings may stand side by side. */
  isLibrary: boolean;
  onPlay?: (moment: AskMoment) => void;
}

export function Answer({ exchange, isLibrary, onPlay }: AnswerProps) {
  const { text, answer, error } = exchange;
  const shown = answer?.text ?? text;
  const byNumber = new Map(answer?.moments.map((moment) => [moment.number, moment]));
  return (
    <>
      {shown === '' ? null : (
        <p className={classes.answer}>
          {cutAtCitations(shown).map((piece, index) => {
            // The pieces of an answer only ever grow at the end.
            if (typeof piece === 'string') return <span key={index}>{piece}</span>;
            const moment = byNumber.get(piece.number);
            return moment ? <Citation key={index} moment={moment} onPlay={onPlay} /> : null;
          })}
        </p>
      )}
      {error === null ? null : (
        <p className={classes.failed} role="alert">
          {error}
        </p>
      )}
      {answer === null ? null : <Findings answer={answer} isLibrary={isLibrary} onPlay={onPlay} />}
    </>
  );
}

interface FindingsProps extends Omit<AnswerProps, 'exchange'> {
  answer: NonNullable<Exchange['answer']>;
}

function Findings({ answer, isLibrary, onPlay }: FindingsProps) {
  const isSearch = answer.generated_by === 'search';
  return (
    <>
      {answer.found ? null : (
        <p className={classes.answer}>{isLibrary ? t('ask.notInMeetings') : t('ask.notInMeeting')}</p>
      )}
      {isSearch && answer.found ? <p className={classes.hint}>{t('ask.noModel')}</p> : null}
      {!isSearch && !answer.found && answer.moments.length > 0 ? (
        <p className={classes.hint}>{t('ask.closest')}</p>
      ) : null}
      {answer.moments.length > 0 ? (
        <ul className={classes.moments} aria-label={t('ask.moments')}>
          {answer.moments.map((moment) => (
            <li key={moment.number}>
              <Moment moment={moment} isLibrary={isLibrary} onPlay={onPlay} />
            </li>
          ))}
        </ul>
      ) : null}
      {answer.text !== null && !isSearch ? (
        <p className={classes.hint}>
          {t('ask.writtenBy', { model: answer.generated_by.replace(/^llm:/, '') })}
        </p>
      ) : null}
    </>
  );
}

interface MomentProps {
  moment: AskMoment;
  onPlay?: (moment: AskMoment) => void;
}

const pathOf = ({ transcript_id, start }: AskMoment) =>
  `/transcripts/${encodeURIComponent(transcript_id)}?t=${Math.floor(start)}`;

function Citation({ moment, onPlay }: MomentProps) {
  const label = t('ask.source', {
    number: moment.number,
    name: moment.speaker_name,
    time: spokenClock(moment.start),
  });
  return (
    <Tooltip
      label={t('common.quoted', { text: moment.quote })}
      multiline
      maw={340}
      events={{ hover: true, focus: true, touch: true }}
    >
      {onPlay ? (
        <button type="button" className={classes.citation} aria-label={label} onClick={() => onPlay(moment)}>
          {moment.number}
        </button>
      ) : (
        <Link className={classes.citation} aria-label={label} to={pathOf(moment)}>
          {moment.number}
        </Link>
      )}
    </Tooltip>
  );
}

function Moment({ moment, isLibrary, onPlay }: MomentProps & { isLibrary: boolean }) {
  const inside = (
    <>
      <span className={classes.momentFacts}>
        <span className={classes.momentNumber}>{moment.number}</span>
        {isLibrary ? <b>{moment.title}</b> : null}
        <span>{formatClock(moment.start)}</span>
        <span>{moment.speaker_name}</span>
      </span>
      <span className={classes.quote}>{moment.quote}</span>
    </>
  );
  return onPlay ? (
    <button type="button" className={classes.moment} onClick={() => onPlay(moment)}>
      {inside}
    </button>
  ) : (
    <Link className={classes.moment} to={pathOf(moment)}>
      {inside}
    </Link>
  );
}
