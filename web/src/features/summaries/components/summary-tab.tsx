import { ActionIcon, Button, Group, Skeleton, Textarea, Tooltip } from '@mantine/core';
import { Pencil } from 'lucide-react';
import { lazy, useMemo, useState, type ReactNode } from 'react';
import { CopyAction } from '@/components/copy-action';
import { LazyPart } from '@/components/lazy-part';
import { Sources } from '@/components/sources';
import { toast } from '@/components/toast';
import type { Transcript } from '@/lib/api/types';
import { t } from '@/texts';
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
      toast.failed(t('summaries.notSaved'), error);
    });
  };

  if (draft !== null) {
    return (
      <div className={classes.edit}>
        <Textarea
          aria-label={t('summaries.field')}
          description={t('summaries.fieldKeys')}
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
            {t('common.cancel')}
          </Button>
          <Button size="xs" onClick={save}>
            {t('common.save')}
          </Button>
        </Group>
      </div>
    );
  }

  return (
    <div>
      <div className={classes.tools}>
        {long || short ? <CopyAction label={t('summaries.copy')} text={() => long || short} /> : null}
        {mayEdit ? (
          <Tooltip label={t('summaries.edit')}>
            <ActionIcon aria-label={t('summaries.edit')} onClick={() => setDraft(long)}>
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
        <LazyPart fallback={<Skeleton height={120} />}>
          <Markdown after={(text) => <Sources moments={sourcesOf(text)} onPlay={onPlay} />}>{long}</Markdown>
        </LazyPart>
      ) : short ? null : (
        <p className={classes.nothing}>{t('summaries.none')}</p>
      )}
      {long || short ? <GeneratedNote by={transcript.generated_by} what="summary" /> : null}
    </div>
  );
}
