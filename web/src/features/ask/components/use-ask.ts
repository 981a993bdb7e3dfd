import { useEffect, useRef, useState } from 'react';
import { sentenceOf } from '@/lib/api/api-error';
import type { AskAnswer } from '@/lib/api/types';
import { t } from '@/texts';
import { ask } from '../api/ask';

export interface Exchange {
  id: number;
  question: string;
  /** What is there of the answer while it is written. */
  text: string;
  answer: AskAnswer | null;
  error: string | null;
}

export type Asking = ReturnType<typeof useAsk>;

const mostTurns = 6;

/** A conversation that lives as long as the page: nothing of it is stored. */
export function useAsk(transcriptId: string | null) {
  const [exchanges, setExchanges] = useState<readonly Exchange[]>([]);
  const running = useRef<AbortController | null>(null);
  const nextId = useRef(1);
  useEffect(() => () => running.current?.abort(), []);

  const change = (id: number, part: (before: Exchange) => Partial<Exchange>) =>
    setExchanges((all) => all.map((one) => (one.id === id ? { ...one, ...part(one) } : one)));

  const put = async (question: string) => {
    running.current?.abort();
    const abort = new AbortController();
    running.current = abort;
    const id = nextId.current++;
    const history = exchanges
      .filter(({ answer }) => answer?.text != null)
      .slice(-mostTurns)
      .map((one) => ({ question: one.question, answer: one.answer?.text ?? '' }));
    setExchanges((all) => [...all, { id, question, text: '', answer: null, error: null }]);
    try {
      const answer = await ask(
        transcriptId,
        { question, history },
        (text) => change(id, (before) => ({ text: before.text + text })),
        abort.signal,
      );
      change(id, () => ({ answer }));
    } catch (error) {
      if (abort.signal.aborted) change(id, () => ({ error: t('ask.stopped') }));
      else change(id, () => ({ error: sentenceOf(error) }));
    } finally {
      if (running.current === abort) running.current = null;
    }
  };

  const last = exchanges.at(-1);
  return {
    isLibrary: transcriptId === null,
    exchanges,
    isAnswering: last !== undefined && last.answer === null && last.error === null,
    ask: (question: string) => void put(question),
    stop: () => running.current?.abort(),
  };
}
