import { ActionIcon, Button, Drawer } from '@mantine/core';
import { ArrowLeft, Check, History, Keyboard, Redo2, Undo2, UsersRound } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { Transcript } from '@/lib/api/types';
import { titleOf } from '@/lib/title';
import { t } from '@/texts';
import { Tool } from './tool';
import classes from './correction-header.module.css';

interface CorrectionHeaderProps {
  transcript: Transcript;
  unsaved: number;
  /** Beside the text on a wide page, behind a button on a narrow one. */
  people: ReactNode;
  onUndo: () => void;
  onRedo: () => void;
  onHistory: () => void;
  onHelp: () => void;
  onDone: () => void;
}

export function CorrectionHeader(props: CorrectionHeaderProps) {
  const { transcript, unsaved } = props;
  const [peopleOpened, setPeopleOpened] = useState(false);
  return (
    <header className={classes.header}>
      <ActionIcon component={Link} to={`/transcripts/${transcript.id}`} aria-label={t('correction.back')}>
        <ArrowLeft size={19} />
      </ActionIcon>
      <div className={classes.words}>
        <h1 className={classes.title}>{titleOf(transcript)}</h1>
        <p className={classes.state} role="status">
          {unsaved > 0
            ? t('correction.state.saving')
            : transcript.reviewed
              ? t('correction.state.reviewed')
              : t('correction.state.correcting')}
        </p>
      </div>
      <div className={classes.actions}>
        <Tool label={`${t('correction.keys.undo')} (Ctrl+Z)`} name={t('common.undo')} onClick={props.onUndo}>
          <Undo2 size={18} />
        </Tool>
        <Tool
          label={`${t('correction.keys.redo')} (Ctrl+Shift+Z)`}
          name={t('correction.redo')}
          onClick={props.onRedo}
        >
          <Redo2 size={18} />
        </Tool>
        <span className={classes.narrow}>
          <Tool
            label={t('correction.people.title')}
            name={t('correction.people.title')}
            onClick={() => setPeopleOpened(true)}
          >
            <UsersRound size={18} />
          </Tool>
        </span>
        <Tool
          label={t('correction.history.hint')}
          name={t('correction.history.name')}
          onClick={props.onHistory}
        >
          <History size={18} />
        </Tool>
        <span className={classes.wide}>
          <Tool
            label={`${t('correction.keyboard')} (?)`}
            name={t('correction.keyboard')}
            onClick={props.onHelp}
          >
            <Keyboard size={18} />
          </Tool>
        </span>
        <Button size="xs" leftSection={<Check size={16} aria-hidden />} onClick={props.onDone}>
          {t('common.done')}
        </Button>
      </div>
      <Drawer
        opened={peopleOpened}
        onClose={() => setPeopleOpened(false)}
        position="bottom"
        size="70%"
        title={t('correction.people.ofTranscript')}
      >
        {props.people}
      </Drawer>
    </header>
  );
}
