import { Fragment, memo, useEffect, useRef, useState } from 'react';
import type { Playback } from '@/lib/playback';
import { formatClock } from '@/lib/time/format';
import { initialsOf, speakerColor } from '@/lib/speakers';
import { t } from '@/texts';
import { paragraphText, type Paragraph, type TranscriptDocument } from '../document/transcript-document';
import type { NearViewport } from './near-viewport';
import classes from './transcript-text.module.css';

interface ParagraphViewProps {
  document: TranscriptDocument;
  paragraph: Paragraph;
  /** The speaker's name when a turn begins here and there is more than one speaker. */
  name: string | null;
  near: NearViewport | null;
  playback: Playback | null;
  /** Says who this is; for those who may. */
  onSpeaker?: (speaker: number) => void;
}

export const ParagraphView = memo(function ParagraphView(props: ParagraphViewProps) {
  const { document, paragraph, name, near, playback, onSpeaker } = props;
  const [wordByWord, setWordByWord] = useState(false);
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!near || !element.current) return;
    return near.watch(element.current, setWordByWord);
  }, [near]);

  const { first, last, start, speaker, key } = paragraph;
  // The browser needs a height for what it has not laid out yet: about 70 characters to a line of 28 px.
  const lines = Math.ceil(((last - first) * 5.6) / 70);
  const height = lines * 28 + (name === null ? 8 : 40);
  return (
    <div
      ref={element}
      id={key}
      className={classes.paragraph}
      style={{ containIntrinsicBlockSize: `auto ${height}px` }}
    >
      <button
        type="button"
        className={classes.time}
        disabled={playback === null}
        // Hundreds of these would stand between a keyboard and the rest of the page; [ and ] do the same.
        tabIndex={-1}
        aria-label={t('transcripts.playFrom', { time: formatClock(start) })}
        onClick={() => {
          playback?.seek(start);
          void playback?.play();
        }}
      >
        {formatClock(start)}
      </button>
      <div>
        {name === null ? null : <SpeakerName name={name} speaker={speaker} onSpeaker={onSpeaker} />}
        <p className={classes.words}>
          {wordByWord ? (
            <Words document={document} first={first} last={last} />
          ) : (
            paragraphText(document, paragraph)
          )}
        </p>
      </div>
    </div>
  );
});

interface SpeakerNameProps {
  name: string;
  speaker: number;
  onSpeaker?: (speaker: number) => void;
}

/** One element, as there are hundreds: the initials before the name are drawn by the style. */
function SpeakerName({ name, speaker, onSpeaker }: SpeakerNameProps) {
  const look = { style: { color: speakerColor(speaker) }, 'data-initials': initialsOf(name) };
  if (!onSpeaker)
    return (
      <div className={classes.speaker} {...look}>
        {name}
      </div>
    );
  return (
    <button
      type="button"
      className={classes.speaker}
      // As the times: the correction page has them all by keyboard.
      tabIndex={-1}
      aria-label={t('transcripts.changeSpeaker', { name })}
      onClick={() => onSpeaker(speaker)}
      {...look}
    >
      {name}
    </button>
  );
}

function Words({ document, first, last }: { document: TranscriptDocument; first: number; last: number }) {
  return document.texts.slice(first, last).map((text, offset) => (
    <Fragment key={first + offset}>
      {document.spaced ? leading(text) : offset > 0 ? ' ' : null}
      <span className={classes.word} data-w={first + offset}>
        {document.spaced ? text.trim() : text}
      </span>
      {document.spaced ? trailing(text) : null}
    </Fragment>
  ));
}

const leading = (text: string) => /^\s*/.exec(text)?.[0] ?? '';
const trailing = (text: string) => (text.trim() === '' ? '' : (/\s*$/.exec(text)?.[0] ?? ''));
