import { ActionIcon, Button, Group, Skeleton, Textarea, Tooltip } from '@mantine/core';
import { Pencil } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { toast } from '@/components/toast';
import { CopyAction } from '@/components/copy-action';
import type { Transcript } from '@/lib/api/types';
import { useUpdateTranscript } from '../api/update-transcript';
import { GeneratedNote } from './generated-note';
import classes from './panel.module.css';

const Markdown = lazy(() => import('@/components/markdown'));

export function SummaryTab({ transcript }: { transcript: Transcript }) {
  const update = useUpdateTranscript(transcript.id);
  const [draft, setDraft] = useState<string | null>(null);
  const long = transcript.long_summary?.trim() ?? '';
  const short = transcript.short_summary?.trim() ?? '';

  const save = () => {
    if (draft === null) return;
    const kept = draft;
    setDraft(null);
    if (kept.trim() === long) return;
    update.mutate(
      { long_summary: kept },
      {
        onError: (error) => {
          setDraft(kept);
          toast.failed('The summary was not saved; what you wrote is still in the field', error);
        },
      },
    );
  };

  if (draft !== null) {
    return (
      <div className={classes.edit}>
        <Textarea
          aria-label="Summary in Markdown"
          description="Markdown. Shift + Enter saves, Escape cancels."
          autosize
          minRows={12}
          maxRows={28}
          value={draft}
          // The person has just asked to write here.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          onChange={(event) => setDraft(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.shiftKey || event.ctrlKey || event.metaKey)) {
              event.preventDefault();
              save();
            } else if (event.key === 'Escape') {
              event.stopPropagation();
              setDraft(null);
            }
          }}
        />
        <Group gap="xs" justify="flex-end" mt="sm">
          <Button variant="default" size="xs" onClick={() => setDraft(null)}>
            Cancel
          </Button>
          <Button size="xs" onClick={save}>
            Save
          </Button>
        </Group>
      </div>
    );
  }

  return (
    <div>
      <div className={classes.tools}>
        {long || short ? <CopyAction label="Copy the summary" text={() => long || short} /> : null}
        <Tooltip label="Edit the summary">
          <ActionIcon aria-label="Edit the summary" onClick={() => setDraft(long)}>
            <Pencil size={16} />
          </ActionIcon>
        </Tooltip>
      </div>
      {short && short !== long ? <p className={classes.lead}>{short}</p> : null}
      {long ? (
        <Suspense fallback={<Skeleton height={120} />}>
          <Markdown>{long}</Markdown>
        </Suspense>
      ) : short ? null : (
        <p className={classes.nothing}>There is no summary. Too little was said, or none could be made.</p>
      )}
      {long || short ? <GeneratedNote by={transcript.generated_by} what="summary" /> : null}
    </div>
  );
}
