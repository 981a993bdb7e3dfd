import Conversation from '@/features/ask/components/conversation';
import { useAsk } from '@/features/ask/components/use-ask';
import { t } from '@/texts';
import classes from './ask.module.css';

const suggestions = () => [
  t('ask.suggestions.decided'),
  t('ask.suggestions.promised'),
  t('ask.suggestions.open'),
];

/** A question to all meetings at once. */
export function Component() {
  const asking = useAsk(null);
  return (
    <div className={classes.page}>
      <title>{t('common.pageTitle', { title: t('ask.title') })}</title>
      <header className={classes.header}>
        <h1>{t('ask.heading')}</h1>
        <p>{t('ask.intro')}</p>
      </header>
      <Conversation
        asking={asking}
        placeholder={t('ask.placeholder')}
        suggestions={suggestions()}
        takesFocus
      />
    </div>
  );
}
