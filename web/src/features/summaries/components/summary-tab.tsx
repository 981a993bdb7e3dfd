import { ActionIcon, Button, Group, Skeleton, Textarea, Tooltip } from '@mantine/core';
import { Pencil } from 'lucide-react';
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import { CopyAction } from '@/components/copy-action';
import { Sources } from '@/components/sources';
import { toast } from '@/components/toast';
import type { Transcript } from '@/lib/api/types';
import { cutBySources, findSources } from './find-sources';
import { GeneratedNote } from './generated-note';
import classes from './summaries.module.css';

const Markdown = lazy(() => import('@/components/markdown'));

interface SummaryTabProps {
  transcript: Transcript;
  onSave: (longSummary: string) => Promise<unknown>;
  onPlay: (seconds: number) => void;
  mayEdit: boolean;
  /** Further things that can be done with it. */
  tools: ReactNode;
}

export function SummaryTab({ transcript, onSave, onPlay, mayEdit, tools }: SummaryTabProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const long = transcript.long_summary?.trim() ?? '';
  const short = transcript.short_summary?.trim() ?? '';
  const sources = transcript.summary_sources;
  const sourcesOf = useMemo(() => findSources(sources), [sources]);

  const save = () => {
    if (draft === null) return;
    const kept = draft;
    setDraft(null);
    if (kept.trim() === long) return;
    onSave(kept).catch((error: unknown) => {
      setDraft(kept);
      toast.failed('The summary was not saved; what you wrote is still in the field', error);
    });
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
        {mayEdit ? (
          <Tooltip label="Edit the summary">
            <ActionIcon aria-label="Edit the summary" onClick={() => setDraft(long)}>
              <Pencil size={16} />
            </ActionIcon>
          </Tooltip>
        ) : null}
        {tools}
      </div>
      {short && short !== long ? (
        <p className={classes.lead}>
          {cutBySources(short, sources).map(({ text, moments }) => (
            <span key={text}>
              {text}
              <Sources moments={moments} onPlay={onPlay} />
            </span>
          ))}
        </p>
      ) : null}
      {long ? (
        <Suspense fallback={<Skeleton height={120} />}>
          <Markdown after={(text) => <Sources moments={sourcesOf(text)} onPlay={onPlay} />}>{long}</Markdown>
        </Suspense>
      ) : short ? null : (
        <p className={classes.nothing}>There is no summary. Too little was said, or none could be made.</p>
      )}
      {long || short ? <GeneratedNote by={transcript.generated_by} what="summary" /> : null}
    </div>
  );
}
