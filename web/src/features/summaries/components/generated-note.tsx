import classes from './summaries.module.css';

interface GeneratedNoteProps {
  by: string | null | undefined;
  what: 'summary' | 'action items';
}

/** Says how a text came about, so that nobody takes a selection of sentences for an understanding. */
export function GeneratedNote({ by, what }: GeneratedNoteProps) {
  if (by === 'extractive') {
    return (
      <p className={classes.note}>
        <b>Generated extractively.</b>{' '}
        {what === 'summary'
          ? 'These are the most telling sentences of the transcript itself, picked without a language model.'
          : 'Found in the transcript by phrases such as “I will …” and “by Friday”, without a language model. Check them against the text.'}
      </p>
    );
  }
  if (by?.startsWith('llm:')) {
    return (
      <p className={classes.note}>Written by the language model {by.slice(4)}. Check it against the text.</p>
    );
  }
  return null;
}
