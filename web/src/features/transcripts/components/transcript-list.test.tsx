import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { expect, it } from 'vitest';
import { aTranscript } from '@/testing/fixtures';
import { renderInApp } from '@/testing/render';
import { server } from '@/testing/server';
import { TranscriptList } from './transcript-list';

it('a row has the title as its link, and says what is unusual', () => {
  renderInApp(
    <TranscriptList
      search="plan"
      transcripts={[
        aTranscript({ id: 'a', title: 'Planning', short_summary: 'What comes next.', duration: 3_840_000 }),
        aTranscript({ id: 'b', title: null, name: 'call.m4a', status: 'error' }),
      ]}
    />,
  );
  expect(screen.getByRole('link', { name: 'Planning' })).toHaveAttribute('href', '/transcripts/a');
  expect(screen.getByText('Plan')).toHaveAttribute('data-highlight');
  expect(screen.getByText('1 h 04 min')).toBeVisible();
  const [first, second] = screen.getAllByRole('listitem');
  expect(first).not.toHaveTextContent('Failed');
  expect(second).toHaveTextContent('call.m4a');
  expect(second).toHaveTextContent('Failed');
});

it('deletes only after a yes', async () => {
  const deleted: string[] = [];
  server.use(
    http.delete('*/v1/transcripts/:id', ({ params }) => {
      deleted.push(String(params.id));
      return HttpResponse.json({ status: 'ok' });
    }),
  );
  renderInApp(<TranscriptList search="" transcripts={[aTranscript({ id: 'a' })]} />);
  const ask = async () => {
    await userEvent.click(screen.getByRole('button', { name: 'More for Team Sync' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Delete…' }));
    return screen.findByRole('dialog', { name: 'Delete this transcript?' });
  };
  await userEvent.click(within(await ask()).getByRole('button', { name: 'Cancel' }));
  expect(deleted).toEqual([]);
  await userEvent.click(within(await ask()).getByRole('button', { name: 'Delete' }));
  await waitFor(() => expect(deleted).toEqual(['a']));
});
