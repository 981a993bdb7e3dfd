import { Button } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { Link } from 'react-router';
import { ProcessingView } from '@/features/processing/components/processing-view';
import { MoreMenu } from '@/features/transcripts/components/more-menu';
import type { Transcript } from '@/lib/api/types';
import type { EventFrame } from '@/lib/events/frames';
import { useLiveTranscript } from '@/lib/events/use-live-transcript';
import { queryKeys } from '@/lib/query-keys';
import { t } from '@/texts';
import { useTranscriptActions } from './use-transcript-actions';

export function Processing({ transcript }: { transcript: Transcript }) {
  const client = useQueryClient();
  const { id } = transcript;
  const actions = useTranscriptActions(transcript);
  const refreshRun = useDebouncedCallback(
    () => void client.invalidateQueries({ queryKey: queryKeys.pipeline(id) }),
    120,
  );
  const onFrame = useCallback(
    (frame: EventFrame) => {
      if (frame.event === 'PIPELINE' && frame.data.progress == null) refreshRun();
      if (frame.event === 'PIPELINE' && frame.data.state !== 'running') refreshRun();
      if (frame.event === 'STATUS' || frame.event === 'FINAL_TITLE') {
        void client.invalidateQueries({ queryKey: queryKeys.transcript(id) });
        void client.invalidateQueries({ queryKey: queryKeys.lists });
        refreshRun();
      }
    },
    [client, id, refreshRun],
  );
  // Words asked for before they were whole are not the ones to show at the end.
  useEffect(() => void client.resetQueries({ queryKey: queryKeys.topics(id) }), [client, id]);
  const { live, connected } = useLiveTranscript(id, onFrame);
  // A transcript that is processed again keeps its earlier text until the new one is whole.
  const hasEarlierText = Boolean(transcript.long_summary ?? transcript.short_summary);

  return (
    <>
      <ProcessingView
        transcript={transcript}
        live={live}
        connected={connected}
        retrying={actions.retrying}
        onRetry={actions.reprocess}
        onDelete={actions.askToDelete}
        menu={
          <div style={{ display: 'flex', gap: 8, flexShrink: 0 }}>
            {hasEarlierText ? (
              <Button component={Link} variant="default" size="xs" to="?view=text">
                {t('transcripts.earlier.read')}
              </Button>
            ) : null}
            <MoreMenu onDelete={actions.askToDelete} />
          </div>
        }
      />
      {actions.dialog}
    </>
  );
}
