import { ApiError, endedSentenceOf } from '@/lib/api/api-error';
import type { TopicWithWords, Word } from '@/lib/api/types';
import { t } from '@/texts';
import type { Voice } from './api/words';
import { followRange, type WordRange } from './words/follow-range';
import { speakWords, splitWords, writeWords } from './words/write-words';

export type WordChange = { text: string } | { voice: Voice; shownAs: number };

/** A correction as it was meant: of words as they were seen then. */
export interface WordEdit {
  topicId: string;
  seen: readonly Word[];
  range: WordRange;
  change: WordChange;
}

interface QueuedEdit extends WordEdit {
  /** Version of the text that has it; from then on the topic shows it itself. */
  savedAs: number | null;
}

interface QueuedCall {
  run: () => Promise<void>;
  failure: string;
}

export interface QueueState {
  edits: readonly QueuedEdit[];
  /** Not yet answered. */
  unsaved: number;
  /** Why nothing is being saved at the moment. */
  stalled: string | null;
}

interface QueueOptions {
  topicOf: (topicId: string) => TopicWithWords | undefined;
  /** Sends an edit of a topic as it is now and caches what it became. */
  send: (topic: TopicWithWords, range: WordRange, change: WordChange) => Promise<number>;
  /** Nothing was changed; what was meant is handed back. */
  onRefused: (edit: WordEdit, sentence: string) => void;
  onFailed: (title: string, error: unknown) => void;
}

const retryMs = 5_000;

/**
 * Sends corrections one after another while the page already shows them. One that cannot be sent now waits for the
 * connection; one that is refused is handed back, so that nothing that was typed is lost.
 */
export class EditQueue {
  private readonly options: QueueOptions;
  private readonly items: (QueuedEdit | QueuedCall)[] = [];
  private readonly listeners = new Set<() => void>();
  private state: QueueState = { edits: [], unsaved: 0, stalled: null };
  private working = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: QueueOptions) {
    this.options = options;
  }

  readonly getState = () => this.state;

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  edit(edit: WordEdit) {
    this.items.push({ ...edit, savedAs: null });
    this.tell();
    void this.work();
  }

  /** Something else that has to wait for the corrections before it. */
  call(run: () => Promise<void>, failure: string) {
    this.items.push({ run, failure });
    this.tell();
    void this.work();
  }

  readonly retry = () => {
    clearTimeout(this.timer);
    this.tell(null);
    void this.work();
  };

  close() {
    clearTimeout(this.timer);
  }

  private async work() {
    if (this.working) return;
    this.working = true;
    for (;;) {
      const next = this.items.find((item) => !('savedAs' in item) || item.savedAs === null);
      if (next === undefined || this.state.stalled !== null) break;
      try {
        if ('run' in next) {
          await next.run();
          this.remove(next);
        } else {
          await this.send(next);
        }
      } catch (error) {
        if (isPassing(error)) {
          this.stall(error);
          break;
        }
        this.remove(next);
        if ('run' in next) this.options.onFailed(next.failure, error);
        else this.options.onRefused(next, endedSentenceOf(error));
      }
    }
    this.working = false;
  }

  private async send(edit: QueuedEdit) {
    const topic = this.options.topicOf(edit.topicId);
    const { touched, ...range } = topic
      ? followRange(edit.seen, topic.words, edit.range)
      : { ...edit.range, touched: true };
    // A voice is given also to words that were written anew; a text is not put over another one.
    if (topic === undefined || (touched && 'text' in edit.change) || (touched && range.count === 0)) {
      this.remove(edit);
      this.options.onRefused(edit, t('correction.changedMeanwhile'));
      return;
    }
    edit.savedAs = await this.options.send(topic, range, edit.change);
    this.tell();
    // The cache tells its readers a moment later.
    setTimeout(() => this.remove(edit), 100);
  }

  private stall(error: unknown) {
    this.tell(endedSentenceOf(error));
    this.timer = setTimeout(this.retry, retryMs);
  }

  private remove(item: QueuedEdit | QueuedCall) {
    const at = this.items.indexOf(item);
    if (at >= 0) this.items.splice(at, 1);
    this.tell();
  }

  private tell(stalled: string | null = this.state.stalled) {
    const edits = this.items.filter((item) => 'savedAs' in item);
    const unsaved = this.items.filter((item) => !('savedAs' in item) || item.savedAs === null).length;
    this.state = { edits, unsaved, stalled };
    for (const listener of this.listeners) listener();
  }
}

const isPassing = (error: unknown) =>
  error instanceof ApiError && (error.unreachable || error.status === 502 || error.status === 503);

/** A topic's words with what is on its way to the server. */
export function shownWords(topic: TopicWithWords, edits: readonly QueuedEdit[]): readonly Word[] {
  let words: readonly Word[] = topic.words;
  for (const { topicId, seen, range, change, savedAs } of edits) {
    if (topicId !== topic.id || (savedAs !== null && savedAs <= topic.text_version)) continue;
    const { touched, ...now } = followRange(seen, words, range);
    if (touched) continue;
    words =
      'text' in change
        ? writeWords(words, now, splitWords(change.text))
        : speakWords(words, now, change.shownAs);
  }
  return words;
}
