import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { Pencil, Trash2, UserPlus } from 'lucide-react';
import type { Participant } from '@/lib/api/types';
import { initialsOf, speakerColor, speakerName } from '@/lib/speakers';
import { t } from '@/texts';
import classes from './people-panel.module.css';

interface PeoplePanelProps {
  speakers: readonly number[];
  participants: readonly Participant[];
  onSpeaker: (speaker: number) => void;
  onRename: (participant: Participant) => void;
  onRemove: (participant: Participant) => void;
  onAdd: () => void;
}

/** Voices of the transcript, named or not, and who has none yet. */
export function PeoplePanel(props: PeoplePanelProps) {
  const { speakers, participants } = props;
  const silent = participants.filter(({ speaker }) => speaker === null || !speakers.includes(speaker));
  return (
    <section className={classes.panel} aria-label={t('correction.people.title')}>
      <h2 className={classes.heading}>{t('correction.people.title')}</h2>
      <ul className={classes.list}>
        {speakers.map((speaker) => (
          <Person
            key={speaker}
            name={speakerName(participants, speaker)}
            color={speakerColor(speaker)}
            participant={participants.find((one) => one.speaker === speaker)}
            onEdit={() => props.onSpeaker(speaker)}
            onRemove={props.onRemove}
          />
        ))}
        {silent.map((participant) => (
          <Person
            key={participant.id}
            name={participant.name}
            color="var(--r-ink-3)"
            note={t('correction.people.silent')}
            participant={participant}
            onEdit={() => props.onRename(participant)}
            onRemove={props.onRemove}
          />
        ))}
      </ul>
      <Button
        variant="default"
        size="xs"
        fullWidth
        leftSection={<UserPlus size={15} aria-hidden />}
        onClick={props.onAdd}
      >
        {t('correction.people.add')}
      </Button>
    </section>
  );
}

interface PersonProps {
  name: string;
  color: string;
  note?: string;
  participant: Participant | undefined;
  onEdit: () => void;
  onRemove: (participant: Participant) => void;
}

function Person({ name, color, note, participant, onEdit, onRemove }: PersonProps) {
  return (
    <li className={classes.person}>
      <span className={classes.initials} style={{ color }} aria-hidden>
        {initialsOf(name)}
      </span>
      <span className={classes.name}>
        {name}
        {note ? <span className={classes.note}>{note}</span> : null}
      </span>
      <Tooltip label={t('correction.people.edit')}>
        <ActionIcon aria-label={t('correction.people.editOf', { name })} onClick={onEdit}>
          <Pencil size={15} />
        </ActionIcon>
      </Tooltip>
      {participant ? (
        <Tooltip label={t('correction.people.remove')}>
          <ActionIcon
            aria-label={t('correction.people.removeOf', { name })}
            onClick={() => onRemove(participant)}
          >
            <Trash2 size={15} />
          </ActionIcon>
        </Tooltip>
      ) : null}
    </li>
  );
}
