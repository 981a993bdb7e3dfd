import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, it, vi } from 'vitest';
import { renderInApp } from '@/testing/render';
import { server } from '@/testing/server';
import { SignInForm } from './sign-in-form';

const onSignedIn = vi.fn();
const email = () => screen.getByRole('textbox', { name: 'E-mail address' });
const password = () => screen.getByLabelText('Password');
const answer = (status: number, detail: string) =>
  server.use(http.post('*/v1/auth/sign-in', () => HttpResponse.json({ detail }, { status })));

beforeEach(() => {
  onSignedIn.mockReset();
  renderInApp(<SignInForm onSignedIn={onSignedIn} />);
});

it('the cursor waits in the first field, and password managers know both', () => {
  expect(email()).toHaveFocus();
  expect(email()).toHaveAttribute('autocomplete', 'username');
  expect(password()).toHaveAttribute('autocomplete', 'current-password');
});

it('Enter signs in', async () => {
  let sent: unknown;
  server.use(
    http.post('*/v1/auth/sign-in', async ({ request }) => {
      sent = await request.json();
      return HttpResponse.json({ id: 'u1', email: 'ada@example.org', name: 'Ada' });
    }),
  );
  await userEvent.type(email(), 'ada@example.org');
  await userEvent.type(password(), 'correct horse battery{Enter}');
  await waitFor(() => expect(onSignedIn).toHaveBeenCalledOnce());
  expect(sent).toEqual({ email: 'ada@example.org', password: 'correct horse battery' });
});

it.each([
  [401, 'The e-mail address or the password is wrong'],
  [429, 'Too many attempts: try again in 15 min'],
])('%i is said, and the password is ready to be typed anew', async (status, sentence) => {
  answer(status, sentence);
  await userEvent.type(email(), 'ada@example.org');
  await userEvent.type(password(), 'not it{Enter}');
  expect(await screen.findByRole('alert')).toHaveTextContent(`${sentence}.`);
  await waitFor(() => expect(password()).toHaveFocus());
  expect(onSignedIn).not.toHaveBeenCalled();
});

it('nothing is sent while a field is empty', async () => {
  const sent = vi.fn();
  server.events.on('request:start', sent);
  await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
  expect(sent).not.toHaveBeenCalled();
  server.events.removeAllListeners();
});

it('Caps Lock is told while one types', () => {
  fireEvent.keyDown(password(), { key: 'A', modifierCapsLock: true });
  expect(screen.getByText('Caps Lock is on.')).toBeVisible();
  fireEvent.keyUp(password(), { key: 'a', modifierCapsLock: false });
  expect(screen.queryByText('Caps Lock is on.')).toBeNull();
});
