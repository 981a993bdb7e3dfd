import { Skeleton } from '@mantine/core';
import { CircleCheck, CircleX } from 'lucide-react';
import { Trans } from 'react-i18next';
import { When } from '@/components/when';
import { sentenceOf } from '@/lib/api/api-error';
import { t } from '@/texts';
import { useAnswers } from '../api/get-answers';
import classes from './answer-list.module.css';
import type { Policy } from './consent-words';

interface AnswerListProps {
  meetingId: string;
  isOpen: boolean;
  /** What a no leads to there, where that is known. */
  policy?: Policy;
}

/** Who answered what and when, for the owner of the room; new answers come in by themselves. */
export function AnswerList({ meetingId, isOpen, policy }: AnswerListProps) {
  const { data: answers, error } = useAnswers(meetingId, isOpen);
  if (answers === undefined) {
    return error ? (
      <p className={classes.note}>{sentenceOf(error)}</p>
    ) : (
      <div role="status" aria-label={t('consent.answers.loading')}>
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
            ? t('consent.answers.noneYet')
            : t('consent.answers.none')
          : refusals === 0
            ? t('consent.answers.allYes')
            : someNo(policy)}
      </p>
      <ul className={classes.answers} aria-label={t('consent.answers.list')}>
        {answers.map((answer) => (
          <li key={answer.id} className={classes.answer}>
            {answer.consent_given ? (
              <CircleCheck size={18} className={classes.yes} aria-hidden />
            ) : (
              <CircleX size={18} className={classes.no} aria-hidden />
            )}
            <span className={classes.name}>
              {answer.name ??
                (answer.user_id ? t('consent.answers.withAccount') : t('consent.answers.guest'))}
            </span>
            <span className={classes.said}>
              <Trans
                i18nKey={
                  answer.first_answered_at === answer.answered_at
                    ? 'consent.answers.said'
                    : 'consent.answers.saidChanged'
                }
                components={{
                  answer: <Answer given={answer.consent_given} />,
                  when: <When iso={answer.answered_at} />,
                }}
              />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function someNo(policy?: Policy) {
  if (policy === 'delete_audio') return t('consent.answers.someNo');
  return policy === 'leave_out' ? t('consent.answers.someNoLeftOut') : t('consent.answers.someNoAnywhere');
}

function Answer({ given }: { given: boolean }) {
  return given ? t('consent.answers.yes') : t('consent.answers.no');
}
