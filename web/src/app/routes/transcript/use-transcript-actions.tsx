import { useState } from 'react';
import { useNavigate } from 'react-router';
import { toast } from '@/components/toast';
import { useProcessTranscript } from '@/features/transcripts/api/process-transcript';
import { DeleteDialog } from '@/features/transcripts/components/delete-dialog';
import type { Transcript } from '@/lib/api/types';

/** Processing again and deleting, for every view of one transcript. */
export function useTranscriptActions(transcript: Transcript) {
  const navigate = useNavigate();
  const process = useProcessTranscript();
  const [deleting, setDeleting] = useState(false);
  return {
    retrying: process.isPending,
    reprocess: () =>
      process.mutate(transcript.id, {
        onSuccess: () => void navigate(`/transcripts/${transcript.id}`, { replace: true }),
        onError: (error) => toast.failed('It was not processed again', error),
      }),
    askToDelete: () => setDeleting(true),
    dialog: (
      <DeleteDialog
        transcript={deleting ? transcript : null}
        onClose={() => setDeleting(false)}
        onDeleted={() => void navigate('/')}
      />
    ),
  };
}
