import { toast } from '@/components/toast';
import type { BulkRequest } from '@/lib/api/types';
import { useChangeMany } from '../api/bulk';
import { doneSentence, failedSentence, leftSentence } from './action-words';

/** Does something to one or many, and says what came of it. */
export function useListActions(onDone?: () => void) {
  const many = useChangeMany();
  const run = (request: BulkRequest) => {
    // The promise, because what asked may be gone by the time of the answer.
    many.mutateAsync(request).then(
      (results) => {
        const refused = results.filter(({ error }) => error !== null);
        const done = results.length - refused.length;
        if (done > 0) toast.done(doneSentence(request, done));
        if (refused.length > 0) toast.failed(leftSentence(refused.length), refused[0]?.error ?? '');
      },
      (error: unknown) => toast.failed(failedSentence(request), error),
    );
    onDone?.();
  };
  return run;
}

export type RunAction = ReturnType<typeof useListActions>;
