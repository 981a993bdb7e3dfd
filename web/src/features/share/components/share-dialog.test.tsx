import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { expect, it, vi } from 'vitest';
import { aTranscript } from '@/testing/fixtures';
import { renderInApp } from '@/testing/render';
import { server } from '@/testing/server';
import ShareDialog from './share-dialog';

// Mantine's lists that open below a field are slow without a real layout.
vi.setConfig({ testTimeout: 20_000 });

interface Given {
  isOwner?: boolean;
  mode?: 'private' | 'semi-private' | 'public';
  onMode?: () => void;
}

function show({ isOwner = true, mode = 'public', onMode = () => undefined }: Given) {
  renderInApp(
    <ShareDialog
      transcript={aTranscript({ share_mode: mode })}
      isOwner={isOwner}
      hasAccounts
      position={95.7}
      opened
      onClose={() => undefined}
      onMode={onMode}
    />,
  );
}

const serve = (streams: () => Response, post: object | null = null) =>
  server.use(
    http.get('*/v1/zulip/streams', streams),
    http.get('*/v1/zulip/streams/:id/topics', () => HttpResponse.json([{ name: 'Minutes' }])),
    http.get('*/v1/transcripts/:id/zulip', () => HttpResponse.json(post)),
  );

const without = () => HttpResponse.json({ detail: 'Zulip is not set up on this server' }, { status: 404 });
const general = () => HttpResponse.json([{ stream_id: 1, name: 'general' }]);

it('the link can start where the player stands', async () => {
  serve(without);
  show({});
  expect(screen.getByLabelText('Link to this transcript')).toHaveValue(
    `${window.location.origin}/transcripts/t1`,
  );
  await userEvent.click(screen.getByLabelText('Start at 1:35'));
  expect(screen.getByLabelText('Link to this transcript')).toHaveValue(
    `${window.location.origin}/transcripts/t1?t=95`,
  );
});

it('only the owner chooses who can read it', async () => {
  serve(without);
  const onMode = vi.fn();
  show({ onMode });
  await userEvent.click(screen.getByRole('radio', { name: /Private/ }));
  expect(onMode).toHaveBeenCalledWith('private');
});

it('others are shown the link alone', () => {
  serve(general);
  show({ isOwner: false });
  expect(screen.queryByRole('radio')).toBeNull();
  expect(screen.queryByText('Zulip')).toBeNull();
});

it('without Zulip nothing is said of it', async () => {
  serve(without);
  show({});
  await waitFor(() => expect(screen.queryByText('Zulip')).toBeNull());
});

it('a private transcript is not posted', async () => {
  serve(general);
  show({ mode: 'private' });
  expect(await screen.findByRole('button', { name: 'Post to Zulip' })).toBeDisabled();
});

it('names can be written while Zulip does not answer', async () => {
  serve(() => HttpResponse.json({ detail: 'Zulip did not answer in time.' }, { status: 503 }));
  const posted = vi.fn();
  server.use(
    http.post('*/v1/transcripts/t1/zulip', ({ request }) => {
      posted(new URL(request.url).search);
      return HttpResponse.json(null);
    }),
  );
  show({});
  expect(await screen.findByText(/Zulip did not answer in time/)).toBeVisible();
  for (const [label, name] of [
    ['Stream', 'general'],
    ['Topic', 'Minutes'],
  ] as const) {
    await userEvent.click(screen.getByLabelText(label, { selector: 'input' }));
    await userEvent.paste(name);
  }
  await userEvent.click(screen.getByRole('button', { name: 'Post to Zulip' }));
  await waitFor(() =>
    expect(posted).toHaveBeenCalledWith('?stream=general&topic=Minutes&include_topics=true'),
  );
});

it('what went wrong with a room’s post is shown', async () => {
  serve(general, {
    state: 'failed',
    stream: 'general',
    topic: 'Minutes',
    include_topics: true,
    error: 'Zulip has no stream of that name that the bot can see.',
    posted_at: null,
  });
  show({});
  expect(await screen.findByText('It was not posted')).toBeVisible();
  expect(screen.getByText(/no stream of that name/)).toBeVisible();
});
