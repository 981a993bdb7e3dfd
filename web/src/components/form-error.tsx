import { CircleAlert } from 'lucide-react';
import { endedSentenceOf } from '@/lib/api/api-error';
import classes from './form-error.module.css';

/** Why a form was refused, read out at once. */
export function FormError({ error }: { error: unknown }) {
  return (
    <div role="alert">
      {error == null ? null : (
        <p className={classes.error}>
          <CircleAlert size={16} aria-hidden />
          <span>{endedSentenceOf(error)}</span>
        </p>
      )}
    </div>
  );
}
