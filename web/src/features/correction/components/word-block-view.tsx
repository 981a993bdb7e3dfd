import { VisuallyHidden } from '@mantine/core';
import { Fragment, memo, type ReactNode } from 'react';
import type { Word } from '@/lib/api/types';
import { initialsOf, speakerColor } from '@/lib/speakers';
import { formatClock } from '@/lib/time/format';
import { t } from '@/texts';
import type { WordBlock } from '../words/blocks';
import classes from './word-text.module.css';

interface WordBlockViewProps {
  block: WordBlock;
  words: readonly Word[];
  name: string;
  /** Indices of the first and the last selected word in this block; -1 when there is none. */
  selectedFrom: number;
  selectedTo: number;
  /** The word that the keyboard reaches; -1 when it is in another block. */
  reachable: number;
  /** Words that are being written; -1 when there are none here. */
  editedFrom: number;
  editedTo: number;
  editor: ReactNode;
  onSpeaker: (speaker: number) => void;
}

export const WordBlockView = memo(function WordBlockView(props: WordBlockViewProps) {
  const { block, words, name, selectedFrom, selectedTo, reachable, editedFrom, editedTo, editor } = props;
  const { first, count, speaker, start, opensTurn } = block;
  const label = `${name}, ${formatClock(start)}`;
  return (
    <section className={classes.block} aria-label={label}>
      <span className={classes.time} aria-hidden>
        {formatClock(start)}
      </span>
      <div>
        {opensTurn ? (
          <button
            type="button"
            className={classes.speaker}
            style={{ color: speakerColor(speaker) }}
            onClick={() => props.onSpeaker(speaker)}
          >
            <span className={classes.initials} aria-hidden>
              {initialsOf(name)}
            </span>
            <VisuallyHidden>{t('correction.changeSpeaker')} </VisuallyHidden>
            {name}
          </button>
        ) : null}
        <div
          className={classes.words}
          role={editor === null ? 'listbox' : 'group'}
          aria-multiselectable={editor === null ? true : undefined}
          aria-label={t('correction.wordsOf', { speakerAndTime: label })}
        >
          {words.slice(first, first + count).map(({ text }, offset) => {
            const index = first + offset;
            const isEdited = index >= editedFrom && index < editedTo;
            return (
              <Fragment key={index}>
                {index === editedFrom ? editor : null}
                {isEdited ? null : (
                  <span
                    className={classes.word}
                    role={editor === null ? 'option' : undefined}
                    data-w={index}
                    tabIndex={index === reachable ? 0 : -1}
                    aria-selected={editor === null ? index >= selectedFrom && index <= selectedTo : undefined}
                    data-selected={(index >= selectedFrom && index <= selectedTo) || undefined}
                  >
                    {text}
                  </span>
                )}{' '}
              </Fragment>
            );
          })}
          {editedFrom >= first + count ? editor : null}
        </div>
      </div>
    </section>
  );
});
