import { ActionIcon, Tooltip } from '@mantine/core';
import { History, RefreshCw } from 'lucide-react';
import { lazy, useEffect, useRef, useState } from 'react';
import { LazyPart } from '@/components/lazy-part';
import { toast } from '@/components/toast';
import { t } from '@/texts';
import { isOpen, useSummaries } from '../api/get-summaries';
import { JobStatus } from './job-status';

const RegenerateDialog = lazy(() => import('./regenerate-dialog'));
const VersionsDialog = lazy(() => import('./versions-dialog'));

interface SummaryToolsProps {
  transcriptId: string;
  /** What is shown has changed. */
  onChanged: () => void;
}

/** Writing the summary anew and going back to an earlier one; for whoever may change the transcript. */
export function SummaryTools({ transcriptId, onChanged }: SummaryToolsProps) {
  const { data } = useSummaries(transcriptId, true);
  const [dialog, setDialog] = useState<'regenerate' | 'versions' | null>(null);
  const [wanted, setWanted] = useState({ regenerate: false, versions: false });
  const open = (name: 'regenerate' | 'versions') => {
    setWanted((before) => ({ ...before, [name]: true }));
    setDialog(name);
  };

  const job = data?.job ?? null;
  const writing = useRef<string | null>(null);
  useEffect(() => {
    if (isOpen(job)) writing.current = job?.id ?? null;
    else if (job && writing.current === job.id) {
      writing.current = null;
      if (job.state === 'done') {
        onChanged();
        toast.done(job.note ?? t('summaries.anew.done'));
      }
    }
  }, [job, onChanged]);

  return (
    <>
      <Tooltip label={t('summaries.anew.open')}>
        <ActionIcon aria-label={t('summaries.anew.title')} onClick={() => open('regenerate')}>
          <RefreshCw size={16} />
        </ActionIcon>
      </Tooltip>
      {(data?.versions.length ?? 0) > 0 ? (
        <Tooltip label={t('summaries.versions.open')}>
          <ActionIcon aria-label={t('summaries.versions.openLabel')} onClick={() => open('versions')}>
            <History size={16} />
          </ActionIcon>
        </Tooltip>
      ) : null}
      <LazyPart dialog={{ opened: dialog !== null, onClose: () => setDialog(null) }}>
        {wanted.regenerate ? (
          <RegenerateDialog
            transcriptId={transcriptId}
            job={job}
            opened={dialog === 'regenerate'}
            onClose={() => setDialog(null)}
          />
        ) : null}
        {wanted.versions ? (
          <VersionsDialog
            transcriptId={transcriptId}
            list={data}
            opened={dialog === 'versions'}
            onClose={() => setDialog(null)}
            onRestored={onChanged}
          />
        ) : null}
      </LazyPart>
    </>
  );
}

/** What is being written, or why it was not; above the summary. */
export function SummaryProgress({ transcriptId }: { transcriptId: string }) {
  const { data } = useSummaries(transcriptId, true);
  const [dismissed, setDismissed] = useState<string | null>(null);
  const job = data?.job;
  if (!job || job.state === 'done' || job.id === dismissed) return null;
  return <JobStatus job={job} onDismiss={() => setDismissed(job.id)} />;
}
