import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { expect, it, vi } from 'vitest';
import type { AccountLink } from '@/lib/api/types';
import { renderInApp } from '@/testing/render';
import { server } from '@/testing/server';
import { LinkForm } from './link-form';

const link = (change: Partial<AccountLink>): AccountLink => ({
  purpose: 'invitation',
  email: null,
  is_administrator: false,
  expires_at: '2026-11-27T13:00:00Z',
  ...change,
});

function open(change: Partial<AccountLink>) {
  const onSignedIn = vi.fn();
  const sent: unknown[] = [];
  server.use(
    http.post('*/v1/auth/links/accept', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ id: 'u1' });
    }),
  );
  renderInApp(<LinkForm token="t" link={link(change)} onSignedIn={onSignedIn} />);
  return { onSignedIn, sent };
}

it('an open invitation asks for address, name and password', async () => {
  const { onSignedIn, sent } = open({});
  await userEvent.type(screen.getByRole('textbox', { name: 'E-mail address' }), 'bob@example.org');
  await userEvent.type(screen.getByRole('textbox', { name: 'Your name' }), 'Bob');
  await userEvent.type(screen.getByLabelText('Password'), 'correct horse battery');
  await userEvent.click(screen.getByRole('button', { name: 'Create the account' }));
  await waitFor(() => expect(onSignedIn).toHaveBeenCalledOnce());
  expect(sent).toEqual([
    { token: 't', password: 'correct horse battery', email: 'bob@example.org', name: 'Bob' },
  ]);
});

it('an invitation with an address shows it and does not ask', () => {
  open({ email: 'bob@example.org' });
  expect(screen.getByText('bob@example.org')).toBeVisible();
  expect(screen.queryByRole('textbox', { name: 'E-mail address' })).toBeNull();
});

it('a reset asks for the new password alone', async () => {
  const { sent, onSignedIn } = open({ purpose: 'reset', email: 'bob@example.org' });
  expect(screen.queryByRole('textbox')).toBeNull();
  await userEvent.type(screen.getByLabelText('New password'), 'another battery staple{Enter}');
  await waitFor(() => expect(onSignedIn).toHaveBeenCalledOnce());
  expect(sent).toEqual([{ token: 't', password: 'another battery staple' }]);
});

it('a password that is too short is not sent', async () => {
  const { sent } = open({ purpose: 'reset', email: 'bob@example.org' });
  await userEvent.type(screen.getByLabelText('New password'), 'eleven char{Enter}');
  expect(screen.getByText('12 characters or more')).toBeVisible();
  expect(sent).toEqual([]);
});
