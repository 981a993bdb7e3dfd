import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { useRef } from 'react';
import { beforeEach, expect, it } from 'vitest';
import type { BulkRequest, SearchResult } from '@/lib/api/types';
import { aResult } from '@/testing/fixtures';
import { renderInApp } from '@/testing/render';
import { server } from '@/testing/server';
import { useSelection } from '../list/use-selection';
import { ResultList } from './result-list';

let asked: BulkRequest[];

beforeEach(() => {
  asked = [];
  server.use(
    http.post('*/v1/transcripts/bulk', async ({ request }) => {
      const body = (await request.json()) as BulkRequest;
      asked.push(body);
      return HttpResponse.json({ results: body.ids.map((id) => ({ id, error: null })) });
    }),
  );
});

function List({ results, terms = [] }: { results: SearchResult[]; terms?: string[] }) {
  const selection = useSelection(results.map(({ id }) => id));
  const listRef = useRef<HTMLDivElement>(null);
  return <ResultList results={results} terms={terms} selection={selection} me="me" listRef={listRef} />;
}

it('a row has the title as its link, who spoke, and says what is unusual', () => {
  renderInApp(
    <List
      terms={['plan']}
      results={[
        aResult({
          id: 'a',
          title: 'Planning',
          duration: 3_840_000,
          room_name: 'stand-up',
          speakers: [
            { speaker: 0, name: 'Ada Lovelace' },
            { speaker: 1, name: 'Bo' },
          ],
        }),
        aResult({ id: 'b', title: null, name: 'call.m4a', status: 'error' }),
      ]}
    />,
  );
  expect(screen.getByRole('link', { name: 'Planning' })).toHaveAttribute('href', '/transcripts/a');
  expect(screen.getByText('Plan')).toHaveAttribute('data-highlight');
  expect(screen.getByText('1 h 04 min')).toBeVisible();
  expect(screen.getByText('Ada Lovelace, Bo')).toBeInTheDocument();
  const [first, second] = screen.getAllByRole('listitem');
  expect(first).toHaveTextContent('stand-up');
  expect(first).not.toHaveTextContent('Failed');
  expect(second).toHaveTextContent('call.m4a');
  expect(second).toHaveTextContent('Failed');
});

it('a hit is text with marks, never markup, and leads to its second', async () => {
  const text = 'So <img src=x onerror=alert(1)> costs ten.';
  const moment = {
    start: 83.7,
    end: 90,
    speaker: 0,
    speaker_name: 'Ada',
    text,
    highlights: [{ from: 3, to: 7 }],
  };
  renderInApp(
    <List
      terms={['<img']}
      results={[aResult({ id: 'a', total_match_count: 2, moments: [moment, { ...moment, start: 99 }] })]}
    />,
  );
  const hit = screen.getByRole('link', { name: /costs ten/ });
  expect(hit).toHaveAttribute('href', '/transcripts/a?t=83');
  expect(within(hit).getByText('<img').tagName).toBe('MARK');
  expect(document.querySelector('img')).toBeNull();
  expect(screen.getByText('2 matches')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Show 1 more' }));
  expect(screen.getAllByRole('link', { name: /costs ten/ })).toHaveLength(2);
});

it('deletes only after a yes', async () => {
  renderInApp(<List results={[aResult({ id: 'a' })]} />);
  const ask = async () => {
    await userEvent.click(screen.getByRole('button', { name: 'More for Team Sync' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Delete…' }));
    return screen.findByRole('dialog', { name: 'Delete this transcript?' });
  };
  await userEvent.click(within(await ask()).getByRole('button', { name: 'Cancel' }));
  expect(asked).toEqual([]);
  await userEvent.click(within(await ask()).getByRole('button', { name: 'Delete' }));
  await waitFor(() => expect(asked).toEqual([{ action: 'delete', ids: ['a'] }]));
});

it('what is chosen is changed together', async () => {
  renderInApp(<List results={[aResult({ id: 'a', title: 'A' }), aResult({ id: 'b', title: 'B' })]} />);
  await userEvent.click(screen.getByRole('checkbox', { name: 'Select A' }));
  await userEvent.click(screen.getByRole('button', { name: 'Select all 2' }));
  await userEvent.click(screen.getByRole('button', { name: 'Reviewed' }));
  await waitFor(() => expect(asked).toEqual([{ action: 'review', ids: ['a', 'b'], reviewed: true }]));
});

it('what is somebody else’s has no menu', () => {
  renderInApp(<List results={[aResult({ user_id: 'other' })]} />);
  expect(screen.queryByRole('button', { name: /More for/ })).toBeNull();
});
