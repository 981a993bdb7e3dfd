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
      label: 'New transcript',
      leftSection: <Plus size={18} aria-hidden />,
      onClick: () => onNavigate('/transcripts/new'),
    },
    {
      id: 'all',
      label: 'All transcripts',
      leftSection: <AudioLines size={18} aria-hidden />,
      onClick: () => onNavigate('/'),
    },
    {
      id: 'statistics',
      label: 'Statistics',
      leftSection: <ChartColumn size={18} aria-hidden />,
      onClick: () => onNavigate('/statistics'),
    },
    {
      id: 'ask',
      label: 'Ask your meetings',
      leftSection: <MessageCircleQuestion size={18} aria-hidden />,
      onClick: () => onNavigate('/ask'),
    },
    {
      id: 'rooms',
      label: 'Rooms',
      leftSection: <DoorOpen size={18} aria-hidden />,
      onClick: () => onNavigate('/rooms'),
    },
    {
      id: 'light',
      label: 'Light theme',
      leftSection: <Sun size={18} aria-hidden />,
      onClick: () => setColorScheme('light'),
    },
    {
      id: 'dark',
      label: 'Dark theme',
      leftSection: <Moon size={18} aria-hidden />,
      onClick: () => setColorScheme('dark'),
    },
    {
      id: 'system',
      label: 'Theme of the system',
      leftSection: <Monitor size={18} aria-hidden />,
      onClick: () => setColorScheme('auto'),
    },
  ].filter(({ label }) => label.toLowerCase().includes(wanted));

  const foundRooms = rooms
    .filter(({ name }) => name.includes(wanted.replaceAll(' ', '-')))
    .slice(0, mostRooms);

  const groups: SpotlightActionGroupData[] = [
    {
      group: wanted === '' ? 'Newest transcripts' : 'Transcripts',
      actions: transcripts.flatMap((result) => transcriptActions(result, isLate ? '' : search, onNavigate)),
    },
    {
      group: 'Rooms',
      actions: foundRooms.map((room) => ({
        id: room.id,
        label: room.name,
        description: room.live.participants > 0 ? `Join, ${room.live.participants} in it now` : 'Join',
        leftSection: <DoorOpen size={18} aria-hidden />,
        onClick: () => onNavigate(`/${room.name}`),
      })),
    },
    { group: 'Commands', actions: commands },
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
      nothingFound="Nothing found"
      scrollable
      centered={false}
      yOffset="12vh"
      maxHeight={420}
      radius="lg"
      highlightQuery
      searchProps={{
        leftSection: <Search size={18} aria-hidden />,
        placeholder: 'Find a transcript, a room or a command',
        'aria-label': 'Find a transcript, a room or a command',
      }}
      attributes={{ content: { 'aria-label': 'Find' } }}
      overlayProps={{ backgroundOpacity: 0.3, blur: 0 }}
      classNames={{ actionsGroup: classes.group, search: classes.search, content: classes.content }}
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
