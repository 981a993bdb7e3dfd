import '@mantine/spotlight/styles.layer.css';
import { useMantineColorScheme } from '@mantine/core';
import { createSpotlight, Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import { useDebouncedValue } from '@mantine/hooks';
import {
  AudioLines,
  ChartColumn,
  DoorOpen,
  MessageCircleQuestion,
  Monitor,
  Moon,
  Plus,
  Search,
  Sun,
} from 'lucide-react';
import { useEffect, useState } from 'react';
import { titleOf } from '@/lib/title';
import { t } from '@/texts';
import classes from './command-palette.module.css';
import { useFindRooms } from '../api/find-rooms';
import { useFindTranscripts } from '../api/find-transcripts';
import { transcriptActions } from './transcript-actions';

interface CommandPaletteProps {
  opened: boolean;
  onClose: () => void;
  onNavigate: (path: string) => void;
}

const [store, palette] = createSpotlight();
const mostRooms = 5;

export default function CommandPalette({ opened, onClose, onNavigate }: CommandPaletteProps) {
  const [query, setQuery] = useState('');
  const [search] = useDebouncedValue(query.trim(), 120);
  const { data: found = [], isPlaceholderData } = useFindTranscripts(search, opened);
  const { data: rooms = [] } = useFindRooms(opened);
  const { setColorScheme } = useMantineColorScheme();

  useEffect(() => {
    if (opened) palette.open();
    else palette.close();
  }, [opened]);

  const wanted = query.trim().toLowerCase();
  // Until the answer to what is typed is here, Enter must not open an answer to something else.
  const isLate = isPlaceholderData || search !== query.trim();
  const transcripts = isLate
    ? found.filter((result) => titleOf(result).toLowerCase().includes(wanted))
    : found;
  const commands = [
    {
      id: 'new',
      label: t('commandPalette.newTranscript'),
      leftSection: <Plus size={18} aria-hidden />,
      onClick: () => onNavigate('/transcripts/new'),
    },
    {
      id: 'all',
      label: t('commandPalette.allTranscripts'),
      leftSection: <AudioLines size={18} aria-hidden />,
      onClick: () => onNavigate('/'),
    },
    {
      id: 'statistics',
      label: t('commandPalette.statistics'),
      leftSection: <ChartColumn size={18} aria-hidden />,
      onClick: () => onNavigate('/statistics'),
    },
    {
      id: 'ask',
      label: t('commandPalette.ask'),
      leftSection: <MessageCircleQuestion size={18} aria-hidden />,
      onClick: () => onNavigate('/ask'),
    },
    {
      id: 'rooms',
      label: t('commandPalette.rooms'),
      leftSection: <DoorOpen size={18} aria-hidden />,
      onClick: () => onNavigate('/rooms'),
    },
    {
      id: 'light',
      label: t('commandPalette.light'),
      leftSection: <Sun size={18} aria-hidden />,
      onClick: () => setColorScheme('light'),
    },
    {
      id: 'dark',
      label: t('commandPalette.dark'),
      leftSection: <Moon size={18} aria-hidden />,
      onClick: () => setColorScheme('dark'),
    },
    {
      id: 'system',
      label: t('commandPalette.system'),
      leftSection: <Monitor size={18} aria-hidden />,
      onClick: () => setColorScheme('auto'),
    },
  ].filter(({ label }) => label.toLowerCase().includes(wanted));

  const foundRooms = rooms
    .filter(({ name }) => name.includes(wanted.replaceAll(' ', '-')))
    .slice(0, mostRooms);

  const groups: SpotlightActionGroupData[] = [
    {
      group: wanted === '' ? t('commandPalette.newest') : t('commandPalette.transcripts'),
      actions: transcripts.flatMap((result) => transcriptActions(result, isLate ? '' : search, onNavigate)),
    },
    {
      group: t('commandPalette.rooms'),
      actions: foundRooms.map((room) => ({
        id: room.id,
        label: room.name,
        description:
          room.live.participants > 0
            ? t('commandPalette.joinOthers', { count: room.live.participants })
            : t('commandPalette.join'),
        leftSection: <DoorOpen size={18} aria-hidden />,
        onClick: () => onNavigate(`/${room.name}`),
      })),
    },
    { group: t('commandPalette.commands'), actions: commands },
  ].filter(({ actions }) => actions.length > 0);

  const shown = groups.flatMap(({ actions }) => actions.map(({ id }) => id)).join(' ');
  useEffect(() => {
    if (wanted !== '') selectFirst();
  }, [shown, wanted]);

  return (
    <Spotlight
      store={store}
      actions={groups}
      query={query}
      onQueryChange={setQuery}
      onSpotlightClose={onClose}
      // The server has searched already, and by more than the label.
      filter={(_query, actions) => actions}
      shortcut={null}
      nothingFound={t('commandPalette.nothing')}
      scrollable
      centered={false}
      yOffset="12vh"
      maxHeight={420}
      radius="lg"
      highlightQuery
      searchProps={{
        leftSection: <Search size={18} aria-hidden />,
        placeholder: t('commandPalette.field'),
        'aria-label': t('commandPalette.field'),
      }}
      attributes={{ content: { 'aria-label': t('commandPalette.title') } }}
      overlayProps={{ backgroundOpacity: 0.3, blur: 0 }}
      classNames={{
        actionsGroup: classes.group,
        actionBody: classes.body,
        search: classes.search,
        content: classes.content,
      }}
    />
  );
}

/** The library selects the first action when a key is pressed; an answer that comes later has none selected. */
function selectFirst() {
  const list = document.getElementById(store.getState().listId);
  for (const action of list?.querySelectorAll('[data-selected]') ?? [])
    action.removeAttribute('data-selected');
  list?.querySelector('[data-action]')?.setAttribute('data-selected', 'true');
  store.updateState((state) => ({ ...state, selected: 0 }));
}
