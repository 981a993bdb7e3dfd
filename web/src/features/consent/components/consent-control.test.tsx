import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { useState } from 'react';
import { expect, it, vi } from 'vitest';
import type { Meeting } from '@/lib/api/types';
import { aMeeting } from '@/testing/fixtures';
import { renderInApp } from '@/testing/render';
import { server } from '@/testing/server';
import { useConsent } from '../answers/use-consent';
import { ConsentControl } from './consent-control';

const question = { name: 'May the audio of this meeting be kept?' };

function Asked({
  id,
  hasAccount = false,
  policy = 'delete_audio',
  onAnswered,
}: {
  id: string;
  hasAccount?: boolean;
  policy?: Meeting['consent_policy'];
  onAnswered: () => void;
}) {
  const [opened, setOpened] = useState(false);
  const consent = useConsent(id, 'Ada', hasAccount);
  return (
    <ConsentControl
      meeting={aMeeting({ id, consent_policy: policy })}
      isRecording={false}
      consent={consent}
      opened={opened}
      onOpened={setOpened}
      onAnswered={onAnswered}
    />
  );
}

function ask(id: string, hasAccount = false) {
  const answered: unknown[] = [];
  server.use(
    http.post(`*/v1/meetings/${id}/consent`, async ({ request }) => {
      answered.push(await request.json());
      return HttpResponse.json({ status: 'success', consent_id: 'c1' });
    }),
  );
  const onAnswered = vi.fn();
  const view = renderInApp(<Asked id={id} hasAccount={hasAccount} onAnswered={onAnswered} />);
  return { answered, onAnswered, view };
}

it('whoever has not answered is asked, without being kept from anything', () => {
  ask('asked');
  const card = screen.getByRole('dialog', question);
  expect(card).toHaveAttribute('aria-modal', 'false');
  expect(card).toHaveFocus();
  expect(screen.getByText(/the audio of the whole meeting is deleted, and its video/)).toBeVisible();
});

it('an answer goes to the server with the name and the id of this browser, and is remembered', async () => {
  const { answered, onAnswered } = ask('given');
  await userEvent.click(screen.getByRole('button', { name: 'No, delete after transcription' }));
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(onAnswered).toHaveBeenCalledOnce();
  await waitFor(() =>
    expect(answered).toEqual([
      {
        consent_given: false,
        participant_id: localStorage.getItem('reflector_participant_id'),
        participant_name: 'Ada',
      },
    ]),
  );
  await waitFor(() => expect(localStorage.getItem('recording_consent_meetings')).toBe('["given|F"]'));
  expect(localStorage.getItem('recording_consent_unsent')).toBeNull();
  expect(screen.getByRole('button', { name: /Audio deleted after transcription/ })).toBeVisible();
});

it('the sign of the answer reopens the question, and the answer can be changed', async () => {
  const { answered } = ask('changed');
  await userEvent.click(screen.getByRole('button', { name: 'Yes, store the audio' }));
  await userEvent.click(await screen.findByRole('button', { name: /Audio stored/ }));
  expect(screen.getByRole('button', { name: 'Yes, store the audio' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await userEvent.click(screen.getByRole('button', { name: 'No, delete after transcription' }));
  await waitFor(() => expect(answered).toHaveLength(2));
  await waitFor(() => expect(localStorage.getItem('recording_consent_meetings')).toBe('["changed|F"]'));
});

it('Escape closes the question without an answer, which stays within reach', async () => {
  const { answered } = ask('escaped');
  await userEvent.keyboard('{Escape}');
  expect(screen.queryByRole('dialog')).toBeNull();
  const button = screen.getByRole('button', { name: /Not answered/ });
  expect(button).toHaveFocus();
  await userEvent.click(button);
  expect(screen.getByRole('dialog', question)).toBeVisible();
  expect(answered).toEqual([]);
});

it('whoever answered in this browser is not asked again, but in another meeting', () => {
  localStorage.setItem('recording_consent_meetings', '["known|T"]');
  ask('known');
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(screen.getByRole('button', { name: /Audio stored/ })).toBeVisible();
  ask('another');
  expect(screen.getByRole('dialog', question)).toBeVisible();
});

it('what somebody with an account answered elsewhere counts', async () => {
  server.use(
    http.get('*/v1/meetings/elsewhere/consent', () =>
      HttpResponse.json({ consent_given: false, answered_at: '2026-11-20T13:00:00Z' }),
    ),
  );
  ask('elsewhere', true);
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(await screen.findByRole('button', { name: /Audio deleted after transcription/ })).toBeVisible();
  expect(screen.queryByRole('dialog')).toBeNull();
});

it('an answer that comes too late shows the sentence of the server', async () => {
  ask('late');
  server.use(
    http.post('*/v1/meetings/late/consent', () =>
      HttpResponse.json({ detail: 'The meeting is over.' }, { status: 409 }),
    ),
  );
  await userEvent.click(screen.getByRole('button', { name: 'Yes, store the audio' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('The meeting is over.');
  expect(localStorage.getItem('recording_consent_meetings')).toBeNull();
  expect(localStorage.getItem('recording_consent_unsent')).toBeNull();
});

it('an answer that cannot be sent is kept, said to be, and sent when the line is back', async () => {
  const { answered } = ask('offline');
  server.use(http.post('*/v1/meetings/offline/consent', () => HttpResponse.error(), { once: true }));
  await userEvent.click(screen.getByRole('button', { name: 'No, delete after transcription' }));
  await userEvent.click(await screen.findByRole('button', { name: /Answer not sent yet/ }));
  expect(screen.getByText(/It is kept in this browser/)).toBeVisible();
  expect(localStorage.getItem('recording_consent_unsent')).toBe(
    '[{"meetingId":"offline","given":false,"participantName":"Ada"}]',
  );
  window.dispatchEvent(new Event('online'));
  await waitFor(() => expect(answered).toHaveLength(1));
  await waitFor(() => expect(localStorage.getItem('recording_consent_unsent')).toBeNull());
});

it('an answer of an earlier visit that was not sent is sent now', async () => {
  localStorage.setItem(
    'recording_consent_unsent',
    '[{"meetingId":"earlier","given":true,"participantName":"Ada"},{"broken":1}]',
  );
  const { answered } = ask('earlier');
  await waitFor(() => expect(answered).toHaveLength(1));
  expect(await screen.findByRole('button', { name: /Audio stored/ })).toBeVisible();
});

it('promises no more than a room keeps that leaves out who refused', async () => {
  server.use(
    http.post('*/v1/meetings/left-out/consent', () =>
      HttpResponse.json({ status: 'success', consent_id: 'c1' }),
    ),
  );
  renderInApp(<Asked id="left-out" policy="leave_out" onAnswered={vi.fn()} />);

  expect(screen.getByText(/your part is deleted before a word is written/)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'No, do not store my voice' }));

  expect(screen.getByRole('button', { name: /Voice not stored/ })).toBeVisible();
});
