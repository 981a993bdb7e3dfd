import { Pencil } from 'lucide-react';
import { useRef, useState } from 'react';
import { t } from '@/texts';
import classes from './editable-title.module.css';

interface EditableTitleProps {
  title: string;
  /** Undefined for somebody who may not rename it. */
  onChange?: (title: string) => void;
}

/** A title that turns into a field in its own place. Enter or leaving saves, Escape takes it back. */
export function EditableTitle({ title, onChange }: EditableTitleProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const button = useRef<HTMLButtonElement>(null);

  const finish = (save: boolean) => {
    const next = draft?.replace(/\s+/g, ' ').trim() ?? '';
    setDraft(null);
    if (save && next !== '' && next !== title) onChange?.(next);
    requestAnimationFrame(() => button.current?.focus({ preventScroll: true }));
  };

  if (!onChange)
    return (
      <h1 className={classes.heading}>
        <span className={classes.fixed}>{title}</span>
      </h1>
    );
  return (
    <h1 className={classes.heading}>
      {draft === null ? (
        <button
          ref={button}
          type="button"
          className={classes.view}
          aria-label={t('transcripts.rename.label', { title })}
          title={t('transcripts.rename.hint')}
          onClick={() => setDraft(title)}
        >
          <span className={classes.text}>{title}</span>
          <Pencil size={15} className={classes.pencil} aria-hidden />
        </button>
      ) : (
        <textarea
          className={classes.field}
          aria-label={t('transcripts.rename.field')}
          rows={1}
          maxLength={500}
          value={draft}
          // The person has just asked to type here.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => setDraft(event.currentTarget.value)}
          onBlur={() => finish(true)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
              event.preventDefault();
              finish(true);
            } else if (event.key === 'Escape') {
              event.stopPropagation();
              finish(false);
            }
          }}
        />
      )}
    </h1>
  );
}
