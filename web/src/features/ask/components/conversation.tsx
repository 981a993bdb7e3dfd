import { ActionIcon, Button, Loader, Textarea, Tooltip } from '@mantine/core';
import { ArrowUp, Square } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { AskMoment } from '@/lib/api/types';
import { t } from '@/texts';
import { Answer } from './answer';
import classes from './ask.module.css';
import type { Asking } from './use-ask';

interface ConversationProps {
  /** Held by the page, so that it outlives a closed panel. */
  asking: Asking;
  placeholder: string;
  /** What one might ask, to begin with. */
  suggestions: readonly string[];
  /** Plays a moment of the transcript that is open; undefined to link to it. */
  onPlay?: (moment: AskMoment) => void;
  takesFocus?: boolean;
}

const longestQuestion = 1_000;

export default function Conversation(props: ConversationProps) {
  const { asking, placeholder, suggestions, onPlay, takesFocus } = props;
  const { exchanges, isAnswering, isLibrary, ask, stop } = asking;
  const [draft, setDraft] = useState('');
  const end = useRef<HTMLDivElement>(null);
  const count = exchanges.length;
  useEffect(() => {
    if (count > 0) end.current?.scrollIntoView({ block: 'nearest' });
  }, [count]);

  const send = (question: string) => {
    if (question.trim() === '' || isAnswering) return;
    setDraft('');
    ask(question.trim());
  };

  return (
    <div className={classes.conversation}>
      <div className={classes.exchanges} role="log" aria-label={t('ask.log')}>
        {count === 0 ? (
          <div className={classes.empty}>
            <p>{t('ask.empty')}</p>
            <div className={classes.suggestions}>
              {suggestions.map((suggestion) => (
                <Button key={suggestion} variant="default" size="xs" onClick={() => send(suggestion)}>
                  {suggestion}
                </Button>
              ))}
            </div>
          </div>
        ) : null}
        {exchanges.map((exchange) => (
          <article key={exchange.id} className={classes.exchange}>
            <h3 className={classes.question}>{exchange.question}</h3>
            {exchange.answer === null && exchange.error === null && exchange.text === '' ? (
              <p className={classes.waiting}>
                <Loader size={14} aria-hidden /> {t('ask.looking')}
              </p>
            ) : (
              <Answer exchange={exchange} isLibrary={isLibrary} onPlay={onPlay} />
            )}
          </article>
        ))}
        <div ref={end} />
      </div>
      <form
        className={classes.composer}
        onSubmit={(event) => {
          event.preventDefault();
          send(draft);
        }}
      >
        <Textarea
          className={classes.field}
          aria-label={t('ask.question')}
          placeholder={placeholder}
          autosize
          minRows={1}
          maxRows={6}
          maxLength={longestQuestion}
          value={draft}
          // Whoever opens this has come to write.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus={takesFocus}
          onChange={(event) => setDraft(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            send(draft);
          }}
        />
        {isAnswering ? (
          <Tooltip label={t('ask.stop')}>
            <ActionIcon size="lg" variant="default" aria-label={t('ask.stopAnswer')} onClick={stop}>
              <Square size={15} fill="currentColor" />
            </ActionIcon>
          </Tooltip>
        ) : (
          <ActionIcon
            type="submit"
            size="lg"
            variant="filled"
            aria-label={t('ask.send')}
            disabled={draft.trim() === ''}
          >
            <ArrowUp size={18} />
          </ActionIcon>
        )}
      </form>
    </div>
  );
}
