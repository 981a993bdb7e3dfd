import { useEffect, useState, useSyncExternalStore } from 'react';
import { useOwnConsent } from '../api/get-own-consent';
import { answerSender, type Sending } from './answer-sender';
import { rememberedAnswer } from './remembered-answers';

export interface Consent {
  /** Known by the server, as far as this browser knows; null before the first answer. */
  answer: boolean | null;
  /** What becomes of the last answer given in this visit. */
  sending: Sending | undefined;
  /** Until it is known whether there is an answer, nobody is asked. */
  isKnown: boolean;
  give: (given: boolean) => void;
}

/** What this person answered in this one meeting. */
export function useConsent(meetingId: string, participantName: string, hasAccount: boolean): Consent {
  const own = useOwnConsent(meetingId, hasAccount);
  const [remembered] = useState(() => rememberedAnswer(meetingId));
  const sending = useSyncExternalStore(answerSender.subscribe, () => answerSender.get(meetingId));
  const [sent, setSent] = useState<boolean | null>(null);
  useEffect(() => answerSender.resume(), []);
  if (sending?.state === 'sent' && sent !== sending.given) setSent(sending.given);

  return {
    answer: sent ?? own.data?.consent_given ?? remembered,
    sending,
    isKnown: !hasAccount || !own.isPending,
    give: (given) => answerSender.send({ meetingId, given, participantName }),
  };
}
