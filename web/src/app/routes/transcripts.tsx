import { Button, CloseButton, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Plus, Search } from 'lucide-react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { Message } from '@/components/message';
import { useTranscripts } from '@/features/transcripts/api/get-transcripts';
import { ListPager } from '@/components/list-pager';
import { TranscriptList, TranscriptListSkeleton } from '@/features/transcripts/components/transcript-list';
import { DropOverlay } from '@/features/uploads/components/drop-overlay';
import { DropZone } from '@/features/uploads/components/drop-zone';
import { uploadQueue } from '@/features/uploads/queue/use-uploads';
import { sentenceOf } from '@/lib/api/api-error';
import classes from './transcripts.module.css';
import { useSearchText } from './use-search-text';

const size = 20;

export function Component() {
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const [search, setSearch] = useSearchText();
  const page = Math.max(1, Number(params.get('page')) || 1);
  const [settledSearch] = useDebouncedValue(search, 150);
  const transcripts = useTranscripts({ page, size, search: settledSearch.trim() });
  const { data, error, isPending, isPlaceholderData, refetch } = transcripts;

  const setPage = (next: number) =>
    setParams({ ...(search === '' ? {} : { q: search }), ...(next === 1 ? {} : { page: String(next) }) });
  const takeFiles = (files: File[]) => {
    uploadQueue.add(files);
    void navigate('/transcripts/new');
  };
  const isNew = data?.total === 0 && settledSearch.trim() === '';

  return (
    <div className={classes.page}>
      <title>Transcripts · Reflector</title>
      <DropOverlay onFiles={takeFiles} />
      <header className={classes.header}>
        <h1 className={classes.title}>Transcripts</h1>
        <Button component={Link} to="/transcripts/new" leftSection={<Plus size={16} aria-hidden />}>
          New transcript
        </Button>
      </header>
      {isNew ? null : (
        <TextInput
          mt="lg"
          type="search"
          size="md"
          aria-label="Search by title"
          placeholder="Search by title"
          leftSection={<Search size={17} aria-hidden />}
          rightSection={
            search === '' ? null : <CloseButton aria-label="Clear the search" onClick={() => setSearch('')} />
          }
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setSearch('');
          }}
        />
      )}
      {data ? (
        <div
          aria-busy={isPlaceholderData}
          data-stale={isPlaceholderData || undefined}
          className={classes.list}
        >
          {isNew ? (
            <div className={classes.empty}>
              <h2 className={classes.emptyTitle}>Your first transcript</h2>
              <p className={classes.emptyText}>
                Give Reflector a recording of a meeting. You get the text with times, the topics, a summary
                and who does what next.
              </p>
              <DropZone onFiles={takeFiles} />
            </div>
          ) : data.items.length === 0 ? (
            <Message
              level={2}
              title={search === '' ? 'Nothing on this page' : 'No title matches'}
              action={
                <Button variant="default" onClick={() => setSearch('')}>
                  Show all transcripts
                </Button>
              }
            >
              {search === '' ? 'There are fewer transcripts than that.' : `Nothing is called “${search}”.`}
            </Message>
          ) : (
            <TranscriptList transcripts={data.items} search={settledSearch.trim()} />
          )}
          <ListPager page={page} pages={data.pages} size={size} total={data.total} onPage={setPage} />
        </div>
      ) : isPending ? (
        <TranscriptListSkeleton />
      ) : (
        <Message
          level={2}
          title="The list could not be loaded"
          action={<Button onClick={() => void refetch()}>Try again</Button>}
        >
          {sentenceOf(error)} Your transcripts are safe on the server.
        </Message>
      )}
    </div>
  );
}
