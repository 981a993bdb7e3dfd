import { Button } from '@mantine/core';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useEffect, useEffectEvent, useMemo, useRef, useState, type MouseEvent } from 'react';
import type { Participant } from '@/lib/api/types';
import type { Playback } from '@/lib/playback';
import { formatClock } from '@/lib/time/format';
import type { TranscriptDocument } from '../document/transcript-document';
import { speakerName } from '@/lib/speakers';
import { t } from '@/texts';
import { NearViewport } from './near-viewport';
import { ParagraphView } from './paragraph-view';
import { SpokenWord } from './spoken-word';
import classes from './transcript-text.module.css';

interface TranscriptTextProps {
  document: TranscriptDocument;
  participants: readonly Participant[] | null | undefined;
  playback: Playback | null;
  /** Says who somebody is; for those who may. */
  onSpeaker?: (speaker: number) => void;
  /** Seconds that the address leads to; that paragraph is marked. */
  startAt: number;
}

/**
 * The text. All of it is in the page, so the browser's own search, selection and reading aloud work; only
 * paragraphs near the viewport are laid out and hold an element per word. Playing touches no React state.
 */
export function TranscriptText({
  document,
  participants,
  playback,
  onSpeaker,
  startAt,
}: TranscriptTextProps) {
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const near = useMemo(() => (scroller ? new NearViewport(scroller) : null), [scroller]);
  useEffect(() => () => near?.disconnect(), [near]);

  const following = useRef(true);
  const [away, setAway] = useState<'above' | 'below' | null>(null);
  const spoken = useRef<SpokenWord | null>(null);

  const follow = useEffectEvent((element: HTMLElement | null) => {
    if (!scroller || element === null) return;
    const place = placeOf(element, scroller);
    if (!following.current) {
      setAway(place === 'inside' || place === 'edge' ? null : place);
    } else if (place !== 'inside') {
      scrollTo(element, scroller);
    }
  });

  useEffect(() => {
    if (!playback || !scroller) return;
    const word = new SpokenWord(document, scroller);
    spoken.current = word;
    const unsubscribe = playback.onTime((seconds) => {
      if (word.update(seconds)) follow(word.current ?? word.paragraphAt(seconds));
    });
    return () => {
      unsubscribe();
      word.clear();
      spoken.current = null;
    };
  }, [playback, document, scroller]);

  useEffect(() => {
    if (!scroller || startAt <= 0) return;
    const paragraph = new SpokenWord(document, scroller).paragraphAt(startAt);
    if (!paragraph) return;
    paragraph.setAttribute('data-linked', '');
    scrollTo(paragraph, scroller);
    return () => paragraph.removeAttribute('data-linked');
  }, [document, scroller, startAt]);

  const stopFollowing = () => {
    following.current = false;
    const element = spoken.current?.current;
    if (!scroller || !element) return;
    const place = placeOf(element, scroller);
    setAway(place === 'above' || place === 'below' ? place : null);
  };
  const backToNow = () => {
    following.current = true;
    setAway(null);
    const element = playback ? (spoken.current?.current ?? spoken.current?.paragraphAt(playback.time)) : null;
    if (element && scroller) scrollTo(element, scroller);
  };

  const seekFrom = (event: MouseEvent) => {
    if (!playback || !(event.target instanceof Element)) return;
    const selection = window.getSelection();
    if (selection && !selection.isCollapsed) return;
    const index = event.target.closest('[data-w]')?.getAttribute('data-w');
    if (index == null) return;
    // The keys that follow belong to the player, not to a focused text.
    scroller?.blur();
    following.current = true;
    setAway(null);
    playback.seek(document.starts[Number(index)] ?? 0);
  };

  const manySpeakers = document.speakers.length > 1;
  return (
    <div className={classes.frame}>
      {/* Clicking a word seeks; the keyboard has the comma, the full stop and the brackets for the same. */}
      <div
        ref={setScroller}
        className={classes.scroller}
        role="region"
        aria-label={t('transcripts.transcript')}
        data-transcript-text
        // A region that scrolls must be reachable by keyboard.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onClick={seekFrom}
        onWheel={stopFollowing}
        onTouchMove={stopFollowing}
        onScroll={() => {
          if (!following.current) stopFollowing();
        }}
        onPointerDown={(event) => {
          // A press on the scroll bar has the scroller itself as its target.
          if (event.target === event.currentTarget) stopFollowing();
        }}
        onKeyDown={(event) => {
          if (['PageUp', 'PageDown', 'ArrowUp', 'ArrowDown', 'Home', 'End'].includes(event.key))
            stopFollowing();
        }}
      >
        <div className={classes.column}>
          {document.blocks.map((block) =>
            block.kind === 'topic' ? (
              <h2 key={block.key} id={block.key} className={classes.topic}>
                {block.title}
              </h2>
            ) : (
              <ParagraphView
                key={block.key}
                document={document}
                paragraph={block}
                name={manySpeakers && block.opensTurn ? speakerName(participants, block.speaker) : null}
                near={near}
                playback={playback}
                onSpeaker={onSpeaker}
              />
            ),
          )}
        </div>
      </div>
      {away && playback ? (
        <Button
          className={classes.back}
          radius="xl"
          size="xs"
          leftSection={
            away === 'below' ? <ArrowDown size={15} aria-hidden /> : <ArrowUp size={15} aria-hidden />
          }
          onClick={backToNow}
        >
          {t('transcripts.backToNow', { time: formatClock(playback.time) })}
        </Button>
      ) : null}
    </div>
  );
}

function placeOf(element: HTMLElement, scroller: HTMLElement): 'above' | 'below' | 'edge' | 'inside' {
  const box = element.getBoundingClientRect();
  const frame = scroller.getBoundingClientRect();
  if (box.bottom < frame.top) return 'above';
  if (box.top > frame.bottom) return 'below';
  const comfortable = frame.height * 0.12;
  return box.top < frame.top + comfortable || box.bottom > frame.bottom - comfortable * 2 ? 'edge' : 'inside';
}

function scrollTo(element: HTMLElement, scroller: HTMLElement) {
  const offset = element.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
  const distance = offset - scroller.clientHeight * 0.3;
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  const farAway = Math.abs(distance) > scroller.clientHeight * 2;
  scroller.scrollBy({ top: distance, behavior: calm || farAway ? 'instant' : 'smooth' });
}
