import { Skeleton, VisuallyHidden } from '@mantine/core';
import { CircleCheck, CircleX } from 'lucide-react';
import { When } from '@/components/when';
import { sentenceOf } from '@/lib/api/api-error';
import { useAnswers } from '../api/get-answers';
import classes from './answer-list.module.css';
import { answerInShort } from './consent-words';

/** Who answered what and when, for the owner of the room; new answers come in by themselves. */
export function AnswerList({ meetingId, isOpen }: { meetingId: string; isOpen: boolean }) {
  const { data: answers, error } = useAnswers(meetingId, isOpen);
  if (answers === undefined) {
    return error ? (
      <p className={classes.note}>{sentenceOf(error)}</p>
    ) : (
      <div role="status" aria-label="Loading the answers">
        <Skeleton height={14} width="70%" />
        <Skeleton height={14} width="55%" mt="sm" />
      </div>
    );
  }
  const refusals = answers.filter(({ consent_given }) => !consent_given).length;
  return (
    <>
      <p className={classes.note}>
        {answers.length === 0
          ? isOpen
            ? 'Nobody has answered yet. Everybody is asked when they enter.'
            : 'Nobody answered.'
          : refusals === 0
            ? 'Everybody who answered wants the audio stored.'
            : 'Somebody said no: the audio is deleted after the transcript is written.'}
      </p>
      <ul className={classes.answers} aria-label="Answers">
        {answers.map((answer) => (
          <li key={answer.id} className={classes.answer}>
            {answer.consent_given ? (
              <CircleCheck size={18} className={classes.yes} aria-hidden />
            ) : (
              <CircleX size={18} className={classes.no} aria-hidden />
            )}
            <span className={classes.name}>
              {answer.name ?? (answer.user_id ? 'With an account' : 'Guest')}
            </span>
            <span className={classes.said}>
              {answer.consent_given ? 'Yes' : 'No'}
              <VisuallyHidden>: {answerInShort(answer.consent_given)}</VisuallyHidden>
              {', '}
              <When iso={answer.answered_at} />
              {answer.first_answered_at === answer.answered_at ? '' : ', changed'}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
