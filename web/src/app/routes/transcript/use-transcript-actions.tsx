import { useState } from 'react';
import { useNavigate } from 'react-router';
import { toast } from '@/components/toast';
import { countEdits } from '@/features/transcripts/api/count-edits';
import { useProcessTranscript } from '@/features/transcripts/api/process-transcript';
import { DeleteDialog } from '@/features/transcripts/components/delete-dialog';
import { ReprocessDialog } from '@/features/transcripts/components/reprocess-dialog';
import type { Transcript } from '@/lib/api/types';
import { t } from '@/texts';

/** Processing again and deleting, for every view of one transcript. */
export function useTranscriptActions(transcript: Transcript) {
  const navigate = useNavigate();
  const process = useProcessTranscript();
  const [deleting, setDeleting] = useState(false);
  const [edits, setEdits] = useState(0);
  const reprocess = () =>
    process.mutate(transcript.id, {
      onSuccess: () => void navigate(`/transcripts/${transcript.id}`, { replace: true }),
      onError: (error) => toast.failed(t('transcripts.reprocess.failed'), error),
    });
  return {
    retrying: process.isPending,
    /** Asks first where corrections would be lost. */
    reprocess: () =>
      void countEdits(transcript.id).then((count) => {
        if (count > 0) setEdits(count);
        else reprocess();
      }),
    askToDelete: () => setDeleting(true),
    dialog: (
      <>
        <DeleteDialog
          transcript={deleting ? transcript : null}
          onClose={() => setDeleting(false)}
          onDeleted={() => void navigate('/')}
        />
        <ReprocessDialog
          edits={edits}
          onClose={() => setEdits(0)}
          onReprocess={() => {
            setEdits(0);
            reprocess();
          }}
        />
      </>
    ),
  };
}
