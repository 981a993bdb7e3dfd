import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { describe, expect, it, vi } from 'vitest';
import { emptyLive, type LiveTranscript } from '@/lib/events/live-transcript';
import { aRun, aTranscript } from '@/testing/fixtures';
import { renderInApp } from '@/testing/render';
import { server } from '@/testing/server';
import { ProcessingView } from './processing-view';

function show(
  run: ReturnType<typeof aRun> | null,
  status: 'processing' | 'error',
  live: Partial<LiveTranscript> = {},
) {
  server.use(
    http.get('*/v1/transcripts/t1/pipeline', () =>
      run
        ? HttpResponse.json(run)
        : HttpResponse.json({ detail: 'Nothing was processed yet' }, { status: 404 }),
    ),
  );
  const onRetry = vi.fn();
  const onDelete = vi.fn();
  renderInApp(
    <ProcessingView
      transcript={aTranscript({ status })}
      live={{ ...emptyLive, ...live }}
      connected
      retrying={false}
      onRetry={onRetry}
      onDelete={onDelete}
    />,
  );
  return { onRetry, onDelete };
}

describe('while it runs', () => {
  it('shows the step at work with its per cent, and the text so far', async () => {
    show(aRun('transcribe', { state: 'running', progress: 37 }), 'processing', {
      lines: [{ text: 'Good morning.', start: 65 }],
    });
    const steps = await screen.findByRole('list', { name: 'Processing steps' });
    expect(within(steps).getByRole('progressbar', { name: 'Recognise the speech' })).toHaveAttribute(
      'aria-valuenow',
      '37',
    );
    expect(screen.getByText('Good morning.')).toHaveTextContent('1:05Good morning.');
    expect(screen.queryByRole('button', { name: 'Retry' })).toBeNull();
  });

  it('shows all steps waiting before a run exists', async () => {
    show(null, 'processing');
    const steps = await screen.findByRole('list', { name: 'Processing steps' });
    expect(within(steps).getAllByRole('listitem')).toHaveLength(8);
    expect(within(steps).getAllByText(', waiting')).toHaveLength(8);
  });
});

describe('when a stage failed', () => {
  it('says what happened, what was kept and what to do', async () => {
    const run = aRun('transcribe', { state: 'failed', error: 'The recogniser ran out of memory.' }, 'failed');
    const { onRetry, onDelete } = show(run, 'error', { lines: [{ text: 'Hello.', start: 0 }] });
    const alert = await screen.findByRole('alert');
    expect(await within(alert).findByText('Failed at: Recognise the speech')).toBeVisible();
    expect(alert).toHaveTextContent('The recogniser ran out of memory.');
    expect(alert).toHaveTextContent('The recording is kept, and so is the text recognised so far.');
    await userEvent.click(within(alert).getByRole('button', { name: 'Retry' }));
    expect(onRetry).toHaveBeenCalledOnce();
    await userEvent.click(within(alert).getByRole('button', { name: 'Delete' }));
    expect(onDelete).toHaveBeenCalledOnce();
  });

  it('does not speak of text when there is none', async () => {
    show(aRun('probe', { state: 'failed', error: 'The file has no sound.' }, 'failed'), 'error');
    expect(await screen.findByRole('alert')).not.toHaveTextContent('text recognised so far');
    expect(screen.queryByText('Recognised so far')).toBeNull();
  });
});
