import { Button, Drawer } from '@mantine/core';
import { useDebouncedValue, useDisclosure } from '@mantine/hooks';
import { Plus } from 'lucide-react';
import { useRef } from 'react';
import { Trans } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useFilterRooms } from '@/features/browse/api/get-filter-rooms';
import { pageSize, useSearch } from '@/features/browse/api/search-transcripts';
import { EmptyList } from '@/features/browse/components/empty-list';
import { FilterPanel } from '@/features/browse/components/filter-panel';
import { ResultList, ResultListSkeleton } from '@/features/browse/components/result-list';
import { SearchBar } from '@/features/browse/components/search-bar';
import { useListKeys } from '@/features/browse/list/use-list-keys';
import { useLiveList } from '@/features/browse/list/use-live-list';
import { useSelection } from '@/features/browse/list/use-selection';
import { isNarrowed } from '@/features/browse/query/browse-query';
import { termsOf } from '@/features/browse/query/search-terms';
import { ListPager } from '@/components/list-pager';
import { DropOverlay } from '@/features/uploads/components/drop-overlay';
import { DropZone } from '@/features/uploads/components/drop-zone';
import { uploadQueue } from '@/features/uploads/queue/use-uploads';
import { useMe } from '@/lib/me';
import { t } from '@/texts';
import classes from './transcripts.module.css';
import { useBrowseQuery } from './use-browse-query';

const debounceMs = 150;

export function Component() {
  const navigate = useNavigate();
  const [query, change] = useBrowseQuery();
  const [settled] = useDebouncedValue(query.q, debounceMs);
  const { data: me } = useMe();
  const searchRef = useRef<HTMLInputElement>(null);
  const listRef = useRef<HTMLDivElement>(null);
  const [filtersOpen, filters] = useDisclosure(false);
  const { connected, held, release } = useLiveList(
    me != null,
    // A narrowed list has its own order, and may not show what is new at all.
    () => isNarrowed(query) || (query.page === 1 && scroller().scrollTop < 80),
  );
  const search = useSearch({ ...query, q: settled }, connected);
  const { data, isPlaceholderData } = search;
  const { data: rooms = [] } = useFilterRooms(me != null);
  const results = data?.results.filter(({ id }) => !held.has(id)) ?? [];
  const selection = useSelection(results.map(({ id }) => id));
  useListKeys(listRef, searchRef, selection);

  const takeFiles = (files: File[]) => {
    uploadQueue.add(files);
    void navigate('/transcripts/new');
  };
  const showHeld = () => {
    release();
    change({ page: 1 });
    scroller().scrollTo({ top: 0 });
  };
  const isNew = data?.total === 0 && !isNarrowed({ ...query, q: settled }) && !isNarrowed(query);
  const panel = <FilterPanel query={query} rooms={rooms} me={me?.sub ?? null} onChange={change} />;

  return (
    <div className={classes.page} data-with-panel={!isNew || undefined}>
      <title>{t('common.pageTitle', { title: t('browse.title') })}</title>
      <DropOverlay onFiles={takeFiles} />
      <header className={classes.header}>
        <h1 className={classes.title}>{t('browse.title')}</h1>
        <Button component={Link} to="/transcripts/new" leftSection={<Plus size={16} aria-hidden />}>
          {t('browse.new')}
        </Button>
      </header>
      {isNew ? null : (
        <aside className={classes.aside} aria-label={t('browse.filters.title')}>
          {panel}
        </aside>
      )}
      <div className={classes.content}>
        {isNew ? null : (
          <SearchBar
            ref={searchRef}
            value={query.q}
            isNarrowed={isNarrowed({ ...query, q: '' })}
            onChange={(q) => change({ q })}
            onFilters={filters.open}
          />
        )}
        {held.size > 0 ? (
          <div className={classes.held} role="status">
            <Button size="compact-sm" radius="xl" onClick={showHeld}>
              {t('browse.arrived', { count: held.size })}
            </Button>
          </div>
        ) : null}
        {data ? (
          <div
            aria-busy={isPlaceholderData}
            data-stale={isPlaceholderData || undefined}
            className={classes.list}
          >
            {isNew ? (
              <div className={classes.empty}>
                <h2 className={classes.emptyTitle}>{t('browse.first.title')}</h2>
                <p className={classes.emptyText}>
                  <Trans i18nKey="browse.first.text" components={{ rooms: <Link to="/rooms" /> }} />
                </p>
                <DropZone onFiles={takeFiles} />
              </div>
            ) : results.length === 0 ? (
              <EmptyList query={query} total={data.total} onChange={change} />
            ) : (
              <ResultList
                results={results}
                terms={termsOf(settled)}
                selection={selection}
                me={me?.sub ?? null}
                listRef={listRef}
              />
            )}
            <ListPager
              page={query.page}
              pages={Math.ceil(data.total / pageSize)}
              size={pageSize}
              total={data.total}
              onPage={(page) => change({ page })}
            />
          </div>
        ) : search.isPending ? (
          <ResultListSkeleton />
        ) : (
          <EmptyList
            query={query}
            error={search.error}
            onChange={change}
            onRetry={() => void search.refetch()}
          />
        )}
      </div>
      <Drawer opened={filtersOpen} onClose={filters.close} title={t('browse.filters.title')} size="18rem">
        {panel}
      </Drawer>
    </div>
  );
}

/** The page scrolls inside the frame. */
const scroller = () => document.getElementById('content') ?? document.documentElement;
