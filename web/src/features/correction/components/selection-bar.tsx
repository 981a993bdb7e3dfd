import { Button, Kbd, Menu } from '@mantine/core';
import { Pencil, Play, Trash2, UserPlus, UserRound, X } from 'lucide-react';
import type { Participant } from '@/lib/api/types';
import { speakerColor, speakerName } from '@/lib/speakers';
import { t } from '@/texts';
import { Tool } from './tool';
import classes from './selection-bar.module.css';

interface SelectionBarProps {
  count: number;
  speakers: readonly number[];
  participants: readonly Participant[];
  chooserOpened: boolean;
  onChooser: (opened: boolean) => void;
  onSpeaker: (speaker: number) => void;
  onParticipant: (id: string) => void;
  onNewName: () => void;
  onNewVoice: () => void;
  onEdit: () => void;
  onPlay: (() => void) | null;
  onRemove: () => void;
  onClear: () => void;
}

/** What can be done with the selected words. */
export function SelectionBar(props: SelectionBarProps) {
  const { count, speakers, participants } = props;
  const silent = participants.filter(({ speaker }) => speaker === null);
  return (
    <div className={classes.bar} role="toolbar" aria-label={t('correction.selected.title')}>
      <span className={classes.count} aria-live="polite">
        {t('correction.selected.words', { count })}
      </span>
      <Menu
        opened={props.chooserOpened}
        onChange={props.onChooser}
        position="top-start"
        width={260}
        withInitialFocusPlaceholder={false}
      >
        <Menu.Target>
          <Button size="xs" leftSection={<UserRound size={15} aria-hidden />}>
            {t('correction.selected.giveTo')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown className={classes.menu}>
          {speakers.map((speaker, index) => (
            <Menu.Item
              key={speaker}
              leftSection={<span className={classes.dot} style={{ background: speakerColor(speaker) }} />}
              rightSection={index < 9 ? <Kbd size="xs">{index + 1}</Kbd> : null}
              onClick={() => props.onSpeaker(speaker)}
            >
              {speakerName(participants, speaker)}
            </Menu.Item>
          ))}
          {silent.map((participant) => (
            <Menu.Item
              key={participant.id}
              leftSection={<span className={classes.dot} />}
              onClick={() => props.onParticipant(participant.id)}
            >
              {participant.name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item leftSection={<UserPlus size={16} />} onClick={props.onNewName}>
            {t('correction.selected.newName')}
          </Menu.Item>
          <Menu.Item leftSection={<UserRound size={16} />} onClick={props.onNewVoice}>
            {t('correction.selected.newVoice')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Tool
        label={`${t('correction.selected.writeShort')} (Enter)`}
        name={t('correction.selected.write')}
        onClick={props.onEdit}
      >
        <Pencil size={17} />
      </Tool>
      {props.onPlay ? (
        <Tool
          label={`${t('correction.selected.playShort')} (,)`}
          name={t('correction.selected.play')}
          onClick={props.onPlay}
        >
          <Play size={17} />
        </Tool>
      ) : null}
      <Tool
        label={`${t('common.delete')} (Del)`}
        name={t('correction.selected.delete')}
        onClick={props.onRemove}
      >
        <Trash2 size={17} />
      </Tool>
      <Tool
        label={`${t('correction.selected.clearShort')} (Esc)`}
        name={t('correction.selected.clear')}
        onClick={props.onClear}
      >
        <X size={17} />
      </Tool>
    </div>
  );
}
