import { Trans } from 'react-i18next';
import { t } from '@/texts';
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
        <Trans
          i18nKey={
            what === 'summary'
              ? 'summaries.generated.extractiveSummary'
              : 'summaries.generated.extractiveItems'
          }
          components={{ b: <b /> }}
        />
      </p>
    );
  }
  if (by?.startsWith('llm:')) {
    return <p className={classes.note}>{t('summaries.generated.byModel', { model: by.slice(4) })}</p>;
  }
  return null;
}
