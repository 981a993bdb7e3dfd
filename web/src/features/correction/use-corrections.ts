import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { toast } from '@/components/toast';
import { getTopic } from '@/lib/api/get-topic';
import type { EditedTranscript, TopicWithWords, Transcript } from '@/lib/api/types';
import { cacheTopic } from '@/lib/events/followed-text';
import { queryKeys } from '@/lib/query-keys';
import { t } from '@/texts';
import { getEdits, rollBack, undoEdit } from './api/edits';
import {
  addParticipant,
  giveVoice,
  mergeSpeakers,
  removeParticipant,
  renameParticipant,
} from './api/participants';
import { assignWords, replaceWords } from './api/words';
import { EditQueue, type WordEdit } from './edit-queue';
import { nextRedo, nextUndo } from './undo-order';

/** A text that was typed and could not be put into its place. */
export interface Refusal {
  id: number;
  edit: WordEdit & { change: { text: string } };
  sentence: string;
}

/** Everything that can be corrected of one transcript. */
export function useCorrections(transcriptId: string) {
  const client = useQueryClient();
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [queue] = useState(() => makeQueue(client, transcriptId, setRefusals));
  const state = useSyncExternalStore(queue.subscribe, queue.getState);
  useEffect(() => () => queue.close(), [queue]);
  useEffect(() => {
    if (state.unsaved === 0 && refusals.length === 0) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [state.unsaved, refusals.length]);
  const actions = useMemo(() => makeActions(client, transcriptId, queue), [client, transcriptId, queue]);
  return {
    ...actions,
    state,
    refusals,
    edit: (edit: WordEdit) => queue.edit(edit),
    retry: queue.retry,
    dismiss: (id: number) => setRefusals((all) => all.filter((refusal) => refusal.id !== id)),
  };
}

export type Corrections = ReturnType<typeof useCorrections>;

const topicsOf = (client: QueryClient, id: string) =>
  client.getQueryData<TopicWithWords[]>(queryKeys.topics(id));

function makeQueue(
  client: QueryClient,
  id: string,
  setRefusals: (change: (all: readonly Refusal[]) => readonly Refusal[]) => void,
) {
  let refused = 0;
  return new EditQueue({
    topicOf: (topicId) => topicsOf(client, id)?.find((topic) => topic.id === topicId),
    send: async (topic, range, change) => {
      const answer =
        'text' in change
          ? await replaceWords(id, topic, range, change.text)
          : await assignWords(id, topic, range, change.voice);
      cacheTopic(client, id, answer.topic);
      void client.invalidateQueries({ queryKey: queryKeys.edits(id) });
      if ('voice' in change && !('speaker' in change.voice)) {
        void client.invalidateQueries({ queryKey: queryKeys.transcript(id) });
      }
      return answer.topic.text_version;
    },
    onRefused: (edit, sentence) => {
      void refreshTopic(client, id, edit.topicId);
      const { change } = edit;
      if ('text' in change) {
        refused += 1;
        const refusal = { id: refused, edit: { ...edit, change }, sentence };
        setRefusals((all) => [...all, refusal]);
      } else {
        void client.invalidateQueries({ queryKey: queryKeys.transcript(id) });
        toast.failed(t('correction.failed.give'), sentence);
      }
    },
    onFailed: toast.failed,
  });
}

async function refreshTopic(client: QueryClient, id: string, topicId: string) {
  try {
    cacheTopic(client, id, await getTopic(id, topicId));
  } catch {
    // A topic that is gone was replaced by a new processing.
    void client.invalidateQueries({ queryKey: queryKeys.topics(id) });
  }
}

function makeActions(client: QueryClient, id: string, queue: EditQueue) {
  const refreshPeople = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: queryKeys.transcript(id) }),
      client.invalidateQueries({ queryKey: queryKeys.edits(id) }),
    ]);
  const people = (failure: string, run: () => Promise<unknown>) =>
    queue.call(async () => {
      try {
        await run();
      } finally {
        void refreshPeople();
      }
    }, failure);
  const showPeople = (
    change: (people: NonNullable<Transcript['participants']>) => NonNullable<Transcript['participants']>,
  ) =>
    client.setQueryData<Transcript>(
      queryKeys.transcript(id),
      (transcript) => transcript && { ...transcript, participants: change(transcript.participants ?? []) },
    );
  const reverse = async (run: () => Promise<EditedTranscript>) => {
    const { edit, topics } = await run();
    await Promise.all([...topics.map((topic) => refreshTopic(client, id, topic)), refreshPeople()]);
    if (edit) toast.done(edit.sentence);
  };
  const step = (pick: typeof nextUndo, nothing: string) => async () => {
    const { items } = await getEdits(id, 1);
    const version = pick(items);
    if (version === null) toast.done(nothing);
    else await reverse(() => undoEdit(id, version));
  };

  return {
    showName: (speaker: number, name: string) =>
      showPeople((all) => [...all, { id: `new-${speaker}`, speaker, name, user_id: null, email: null }]),
    /** Gives a voice a name: that of its participant, or of a new one. */
    name: (speaker: number, name: string, participantId: string | null) => {
      showPeople((all) =>
        participantId === null
          ? [...all, { id: `new-${speaker}`, speaker, name, user_id: null, email: null }]
          : all.map((one) => (one.id === participantId ? { ...one, name } : one)),
      );
      people(t('correction.failed.name'), () =>
        participantId === null
          ? addParticipant(id, name, speaker)
          : renameParticipant(id, participantId, name),
      );
    },
    claim: (speaker: number, participantId: string) => {
      showPeople((all) => all.map((one) => (one.id === participantId ? { ...one, speaker } : one)));
      people(t('correction.failed.name'), () => giveVoice(id, participantId, speaker));
    },
    add: (name: string) => people(t('correction.failed.add'), () => addParticipant(id, name, null)),
    remove: (participantId: string) => {
      showPeople((all) => all.filter((one) => one.id !== participantId));
      people(t('correction.failed.remove'), () => removeParticipant(id, participantId));
    },
    merge: (from: number, to: number) =>
      people(t('correction.failed.merge'), async () => {
        await mergeSpeakers(id, from, to);
        await client.invalidateQueries({ queryKey: queryKeys.topics(id) });
      }),
    undo: () => queue.call(step(nextUndo, t('correction.nothingToUndo')), t('correction.failed.undo')),
    redo: () => queue.call(step(nextRedo, t('correction.nothingToRedo')), t('correction.failed.redo')),
    takeBack: (version: number) =>
      queue.call(() => reverse(() => undoEdit(id, version)), t('correction.failed.undo')),
    goBackTo: (version: number) =>
      queue.call(() => reverse(() => rollBack(id, version)), t('correction.failed.restore')),
  };
}
