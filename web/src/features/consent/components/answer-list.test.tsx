import { screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { afterEach, expect, it } from 'vitest';
import { renderInApp } from '@/testing/render';
import { server } from '@/testing/server';
import { chooseLanguage } from '@/texts';
import { AnswerList } from './answer-list';

const anAnswer = {
  id: 'a1',
  user_id: null,
  name: 'Ada',
  consent_given: true,
  answered_at: '2024-11-20T13:00:00Z',
  first_answered_at: '2024-11-20T13:00:00Z',
};

afterEach(() => chooseLanguage('en'));

async function saidIn(meetingId: string) {
  server.use(
    http.get(`*/v1/meetings/${meetingId}/consents`, () =>
      HttpResponse.json([
        anAnswer,
        { ...anAnswer, id: 'a2', consent_given: false, first_answered_at: '2024-11-20T12:00:00Z' },
      ]),
    ),
  );
  renderInApp(<AnswerList meetingId={meetingId} isOpen={false} />);
  return (await screen.findAllByRole('listitem')).map(({ textContent }) => textContent);
}

it('says who answered what and when, and whether it was changed', async () => {
  expect(await saidIn('english')).toEqual(['AdaYes, Nov 20, 2024', 'AdaNo, Nov 20, 2024, changed']);
});

it('says it in German', async () => {
  await chooseLanguage('de');
  expect(await saidIn('german')).toEqual(['AdaJa, 20. Nov. 2024', 'AdaNein, 20. Nov. 2024, geändert']);
});
