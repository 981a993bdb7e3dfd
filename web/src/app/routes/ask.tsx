import Conversation from '@/features/ask/components/conversation';
import { useAsk } from '@/features/ask/components/use-ask';
import classes from './ask.module.css';

const suggestions = ['What did we decide?', 'What did I promise to do?', 'What is still open?'];

/** A question to all meetings at once. */
export function Component() {
  const asking = useAsk(null);
  return (
    <div className={classes.page}>
      <title>Ask · Reflector</title>
      <header className={classes.header}>
        <h1>Ask your meetings</h1>
        <p>Every transcript in your list is looked through.</p>
      </header>
      <Conversation
        asking={asking}
        placeholder="Ask about all your meetings"
        suggestions={suggestions}
        takesFocus
      />
    </div>
  );
}
