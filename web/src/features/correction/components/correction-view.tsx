import { Alert, Button } from '@mantine/core';
import { useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { toast } from '@/components/toast';
import type { Participant, TopicWithWords, Transcript } from '@/lib/api/types';
import type { Playback } from '@/lib/playback';
import { t } from '@/texts';
import { shownWords } from '../edit-queue';
import { wordOnNextLine } from '../keys/line-step';
import { useCorrectionKeys } from '../keys/use-correction-keys';
import { usePlayRange } from '../play-range';
import { useCorrections } from '../use-corrections';
import { useSelectedWords } from '../use-selected-words';
import { freeSpeaker, useSpeakers } from '../use-speakers';
import { useTopicIndex } from '../use-topic-index';
import { textOf, useWordEditing } from '../use-word-editing';
import { blockAt, blocksOf } from '../words/blocks';
import { move, rangeOf, select, selectionOf, type Selection } from '../words/selection';
import { splitWords, writeWords } from '../words/write-words';
import { CorrectionHeader } from './correction-header';
import classes from './correction-view.module.css';
import { HelpDialog } from './help-dialog';
import { HistoryDrawer } from './history-drawer';
import { NameDialog } from './name-dialog';
import { PeoplePanel } from './people-panel';
import { SelectionBar } from './selection-bar';
import { TopicNavigator } from './topic-navigator';
import { VoiceDialog } from './voice-dialog';
import { WordEditor } from './word-editor';
import { WordText } from './word-text';

interface CorrectionViewProps {
  transcript: Transcript;
  /** At least one. */
  topics: readonly TopicWithWords[];
  playback: Playback | null;
  /** The voice whose dialog is open at first. */
  initialVoice: number | null;
  onDone: () => void;
  player: (onHelp: () => void) => ReactNode;
}

const noParticipants: Participant[] = [];

export function CorrectionView(props: CorrectionViewProps) {
  const { transcript, topics, playback } = props;
  const { id } = transcript;
  const participants = transcript.participants ?? noParticipants;
  const corrections = useCorrections(id);
  const [index, setIndex] = useTopicIndex(id, topics);
  const topic = topics[index] as TopicWithWords;
  const words = useMemo(() => shownWords(topic, corrections.state.edits), [topic, corrections.state.edits]);
  const blocks = useMemo(() => blocksOf(words), [words]);
  const speakers = useSpeakers(topics, words);
  const [selection, setSelection] = useSelectedWords(topic.id, words);
  const { editing, drafts, open, close } = useWordEditing(topic.id, words, corrections);
  const range = usePlayRange(playback);

  const frame = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const wantsFocus = useRef(false);
  const [voice, setVoice] = useState(props.initialVoice);
  const [naming, setNaming] = useState<'words' | 'nobody' | Participant | null>(null);
  const [choosing, setChoosing] = useState(false);
  const [history, setHistory] = useState(false);
  const [help, setHelp] = useState(false);

  const focus = selection?.focus ?? null;
  useLayoutEffect(() => {
    if (!wantsFocus.current || focus === null || editing !== null) return;
    wantsFocus.current = false;
    frame.current?.querySelector<HTMLElement>(`[data-w="${focus}"]`)?.focus();
  });

  const selectByKey = (next: Selection) => {
    wantsFocus.current = true;
    setSelection(next);
  };
  const goTo = (next: number) => {
    if (next < 0 || next >= topics.length) return;
    setIndex(next);
    setChoosing(false);
    scroller.current?.scrollTo({ top: 0 });
  };
  const edit = (at?: number) => {
    if (words.length === 0) return open({ first: 0, count: 0 });
    const wanted = at === undefined ? selection : select(at);
    if (wanted === null) return;
    setSelection(wanted);
    open(rangeOf(wanted));
  };
  const write = (first: number, count: number, text: string) => {
    corrections.edit({ topicId: topic.id, seen: words, range: { first, count }, change: { text } });
    const texts = splitWords(text);
    const next = writeWords(words, { first, count }, texts);
    setSelection(selectionOf({ first, count: Math.max(texts.length, 1) }), next);
    return { next, texts };
  };
  const commit = (text: string, then: 'stay' | 'next' | 'previous') => {
    if (editing === null) return;
    const { first, count } = editing.range;
    close();
    const isNew = splitWords(text).join(' ') !== textOf(words, editing.range);
    const { next, texts } = isNew
      ? write(first, count, text)
      : { next: words, texts: splitWords(textOf(words, editing.range)) };
    wantsFocus.current = then === 'stay';
    const target = then === 'next' ? first + texts.length : first - 1;
    if (then === 'stay' || target < 0 || target >= next.length) return;
    setSelection(select(target), next);
    pendingOpen.current = target;
  };
  // The next word is opened once the text with what was written is on the page.
  const pendingOpen = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (pendingOpen.current === null || editing !== null) return;
    const target = pendingOpen.current;
    pendingOpen.current = null;
    open({ first: target, count: 1 });
  });
  const remove = () => {
    if (selection === null) return;
    const { first, count } = rangeOf(selection);
    wantsFocus.current = true;
    write(first, count, '');
    toast.done(t('correction.deleted'));
  };
  const give = (change: {
    voice: { speaker: number } | { participant: string } | { name: string };
    shownAs: number;
  }) => {
    if (selection === null) return;
    corrections.edit({ topicId: topic.id, seen: words, range: rangeOf(selection), change });
    wantsFocus.current = true;
    setSelection(selection);
  };
  const giveToSpeaker = (speaker: number) => give({ voice: { speaker }, shownAs: speaker });
  const free = freeSpeaker(speakers, participants);
  const playTopic = () =>
    range?.toggle(
      words[0]?.start ?? topic.timestamp,
      Math.max(...words.slice(-20).map((word) => word.end), 0),
    );
  const playSelection = () => {
    if (selection === null) return;
    const { first, count } = rangeOf(selection);
    const chosen = words.slice(first, first + count);
    range?.play(chosen[0]?.start ?? 0, Math.max(...chosen.map((word) => word.end)));
  };
  const leave = () => {
    setSelection(null);
    (document.activeElement as HTMLElement | null)?.blur();
  };

  useCorrectionKeys(frame, {
    move: (step, extend) => {
      const from = selection ?? select(0);
      const block = blockAt(blocks, from.focus) ?? { first: 0, count: words.length };
      selectByKey(selection === null ? select(0) : move(from, step, extend, words.length, block));
    },
    moveLine: (direction, extend) => {
      const from = selection ?? select(0);
      const next = frame.current ? wordOnNextLine(frame.current, from.focus, direction) : null;
      if (next !== null) selectByKey(extend ? { anchor: from.anchor, focus: next } : select(next));
    },
    selectAll: () => selectByKey({ anchor: 0, focus: words.length - 1 }),
    leave,
    edit: () => edit(selection === null ? 0 : undefined),
    remove,
    assign: (number) => {
      const speaker = speakers[number - 1];
      if (speaker !== undefined) giveToSpeaker(speaker);
    },
    chooseVoice: () => setChoosing(selection !== null),
    playTopic,
    playSelection,
    topic: (direction) => goTo(index + direction),
    undo: corrections.undo,
    redo: corrections.redo,
    help: () => setHelp(true),
  });

  const people = (
    <PeoplePanel
      speakers={speakers}
      participants={participants}
      onSpeaker={setVoice}
      onRename={setNaming}
      onRemove={(participant) => corrections.remove(participant.id)}
      onAdd={() => setNaming('nobody')}
    />
  );
  return (
    <div className={classes.page}>
      <CorrectionHeader
        transcript={transcript}
        unsaved={corrections.state.unsaved}
        people={people}
        onUndo={corrections.undo}
        onRedo={corrections.redo}
        onHistory={() => setHistory(true)}
        onHelp={() => setHelp(true)}
        onDone={props.onDone}
      />
      {corrections.state.stalled ? (
        <Alert className={classes.notice} color="gray" variant="light" role="alert">
          {t('correction.stalled', { reason: corrections.state.stalled })}{' '}
          <Button variant="default" size="compact-xs" onClick={corrections.retry}>
            {t('correction.tryNow')}
          </Button>
        </Alert>
      ) : null}
      <div className={classes.zones}>
        <div className={classes.main}>
          <div className={classes.topics}>
            <TopicNavigator topics={topics} current={index} onGo={goTo} />
          </div>
          <div ref={scroller} className={classes.scroller}>
            <h2 className={classes.title}>{topic.title}</h2>
            <WordText
              frame={frame}
              words={words}
              blocks={blocks}
              participants={participants}
              playback={playback}
              selection={selection}
              edited={editing?.range ?? null}
              editor={
                editing === null ? null : (
                  <WordEditor
                    key={editing.key}
                    text={editing.draft}
                    draft={drafts.get(editing.key)}
                    onDraft={(draft) => drafts.set(editing.key, draft)}
                    notice={editing.notice}
                    onCommit={commit}
                    onCancel={() => {
                      wantsFocus.current = true;
                      close();
                    }}
                  />
                )
              }
              onSelect={setSelection}
              onEdit={edit}
              onSpeaker={setVoice}
            />
          </div>
          {selection !== null && editing === null ? (
            <SelectionBar
              count={rangeOf(selection).count}
              speakers={speakers}
              participants={participants}
              chooserOpened={choosing}
              onChooser={setChoosing}
              onSpeaker={giveToSpeaker}
              onParticipant={(participant) => give({ voice: { participant }, shownAs: free })}
              onNewName={() => setNaming('words')}
              onNewVoice={() => giveToSpeaker(free)}
              onEdit={() => edit()}
              onPlay={range ? playSelection : null}
              onRemove={remove}
              onClear={leave}
            />
          ) : null}
        </div>
        <aside className={classes.side}>{people}</aside>
      </div>
      {props.player(() => setHelp(true))}
      <VoiceDialog
        transcriptId={id}
        speaker={voice}
        speakers={speakers}
        participants={participants}
        onName={corrections.name}
        onClaim={corrections.claim}
        onMerge={corrections.merge}
        onClose={() => setVoice(null)}
      />
      <NameDialog
        transcriptId={id}
        title={
          naming === 'words'
            ? t('correction.name.ofWords')
            : naming === 'nobody'
              ? t('correction.name.ofSomebody')
              : t('correction.name.rename')
        }
        initial={typeof naming === 'object' ? (naming?.name ?? '') : ''}
        opened={naming !== null}
        onClose={() => setNaming(null)}
        onName={(name) => {
          if (naming === 'words') {
            corrections.showName(free, name);
            give({ voice: { name }, shownAs: free });
          } else if (naming === 'nobody') corrections.add(name);
          else if (naming) corrections.name(naming.speaker ?? free, name, naming.id);
        }}
      />
      <HistoryDrawer
        transcriptId={id}
        opened={history}
        onClose={() => setHistory(false)}
        onTakeBack={corrections.takeBack}
        onGoBackTo={corrections.goBackTo}
      />
      <HelpDialog opened={help} onClose={() => setHelp(false)} />
    </div>
  );
}
