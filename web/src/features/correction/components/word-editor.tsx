import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { t } from '@/texts';
import classes from './word-text.module.css';

/** What is being typed, kept where it outlives the field: that moves when others write before it. */
export interface Draft {
  text: string;
  caret: number;
}

interface WordEditorProps {
  text: string;
  draft: Draft | undefined;
  onDraft: (draft: Draft) => void;
  /** Why what is typed is not where it should be yet. */
  notice: string | null;
  onCommit: (text: string, then: 'stay' | 'next' | 'previous') => void;
  onCancel: () => void;
}

/** Words being written, in the place where they stand. */
export function WordEditor({ text, draft: kept, onDraft, notice, onCommit, onCancel }: WordEditorProps) {
  const [draft, setDraft] = useState(kept?.text ?? text);
  const field = useRef<HTMLTextAreaElement>(null);
  // What ends it by a key is not ended once more by losing the focus.
  const ended = useRef(false);
  useEffect(() => {
    field.current?.focus();
    if (kept) field.current?.setSelectionRange(kept.caret, kept.caret);
    else field.current?.select();
    // Only as it appears: from then on the field has its own caret.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  const end = (action: () => void) => {
    if (ended.current) return;
    ended.current = true;
    action();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      end(onCancel);
    } else if (event.key === 'Enter' || event.key === 'Tab') {
      event.preventDefault();
      const then = event.key === 'Enter' ? 'stay' : event.shiftKey ? 'previous' : 'next';
      end(() => onCommit(draft, then));
    }
  };

  return (
    <span className={classes.editor}>
      <textarea
        ref={field}
        className={classes.field}
        aria-label={t('correction.words')}
        aria-describedby="word-editor-notice"
        rows={1}
        value={draft}
        spellCheck
        onChange={({ currentTarget }) => {
          setDraft(currentTarget.value);
          onDraft({ text: currentTarget.value, caret: currentTarget.selectionEnd });
        }}
        onKeyDown={onKeyDown}
        onBlur={() => {
          if (notice === null) end(() => onCommit(draft, 'stay'));
        }}
      />
      <span id="word-editor-notice" className={classes.notice} role={notice === null ? undefined : 'alert'}>
        {notice}
      </span>
    </span>
  );
}
