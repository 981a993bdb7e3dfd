import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { expect, it } from 'vitest';
import type { ApiKey } from '@/lib/api/types';
import { renderInApp } from '@/testing/render';
import { server } from '@/testing/server';
import { ApiKeysSection } from './api-keys-section';

const key: ApiKey = {
  id: 'k1',
  user_id: 'u1',
  name: 'Import',
  created_at: '2026-11-20T13:00:00Z',
  scope: 'read',
  last_used_at: null,
};

function serve(keys: ApiKey[]) {
  server.use(
    http.get('*/v1/user/api-keys', () => HttpResponse.json(keys)),
    http.post('*/v1/user/api-keys', async ({ request }) => {
      const body = (await request.json()) as Pick<ApiKey, 'name' | 'scope'>;
      keys.push({ ...key, ...body, id: 'k2' });
      return HttpResponse.json({ ...key, ...body, id: 'k2', key: 'the secret itself' });
    }),
    http.delete('*/v1/user/api-keys/:id', ({ params }) => {
      keys.splice(
        keys.findIndex(({ id }) => id === params.id),
        1,
      );
      return HttpResponse.json({ status: 'ok' });
    }),
  );
}

it('a new key is shown once', async () => {
  serve([]);
  renderInApp(<ApiKeysSection />);
  expect(await screen.findByText(/No keys yet/)).toBeVisible();
  await userEvent.type(screen.getByRole('textbox', { name: 'What is it for?' }), 'Import');
  await userEvent.click(screen.getByRole('button', { name: 'Create key' }));
  expect(await screen.findByText('the secret itself')).toBeVisible();
  expect(await screen.findByRole('list', { name: 'API keys' })).toHaveTextContent('ImportRead only');
  await userEvent.click(screen.getByRole('button', { name: 'Done' }));
  expect(screen.queryByText('the secret itself')).toBeNull();
});

it('revoking asks first', async () => {
  serve([key]);
  renderInApp(<ApiKeysSection />);
  await userEvent.click(await screen.findByRole('button', { name: 'Revoke Import' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Cancel' }));
  expect(screen.getByRole('button', { name: 'Revoke Import' })).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Revoke Import' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Revoke' }));
  await waitFor(() => expect(screen.getByText(/No keys yet/)).toBeVisible());
});

it('a list that cannot be loaded says why', async () => {
  server.use(
    http.get('*/v1/user/api-keys', () => HttpResponse.json({ detail: 'It is broken' }, { status: 500 })),
  );
  renderInApp(<ApiKeysSection />);
  expect(await screen.findByText('It is broken.')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible();
});
