import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import classes from './word-text.module.css';

interface WordEditorProps {
  text: string;
  /** Why what is typed is not where it should be yet. */
  notice: string | null;
  onCommit: (text: string, then: 'stay' | 'next' | 'previous') => void;
  onCancel: () => void;
}

/** Words being written, in the place where they stand. */
export function WordEditor({ text, notice, onCommit, onCancel }: WordEditorProps) {
  const [draft, setDraft] = useState(text);
  const field = useRef<HTMLTextAreaElement>(null);
  // What ends it by a key is not ended once more by losing the focus.
  const ended = useRef(false);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
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
        aria-label="Words"
        aria-describedby="word-editor-notice"
        rows={1}
        value={draft}
        spellCheck
        onChange={(event) => setDraft(event.currentTarget.value)}
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
