import { Modal } from '@mantine/core';
import type { Participant } from '@/lib/api/types';
import { initialsOf, speakerColor, speakerName } from '@/lib/speakers';
import { t } from '@/texts';
import { NameForm } from './name-form';
import classes from './voice-dialog.module.css';

interface VoiceDialogProps {
  transcriptId: string;
  /** Null while closed. */
  speaker: number | null;
  speakers: readonly number[];
  participants: readonly Participant[];
  onName: (speaker: number, name: string, participantId: string | null) => void;
  /** Gives the voice to somebody who is there but has none. */
  onClaim: (speaker: number, participantId: string) => void;
  onMerge: (from: number, to: number) => void;
  onClose: () => void;
}

/** Says who a voice is: by a name, or by being the same as another one. */
export function VoiceDialog(props: VoiceDialogProps) {
  const { speaker, speakers, participants, onClose } = props;
  const participant = participants.find((one) => one.speaker === speaker);
  const others = speakers.filter((other) => other !== speaker);
  const silent = participant ? [] : participants.filter((one) => one.speaker === null);
  return (
    <Modal
      opened={speaker !== null}
      onClose={onClose}
      title={
        speaker === null
          ? t('correction.voice.who')
          : t('correction.voice.whoIs', { name: speakerName(participants, speaker) })
      }
    >
      {speaker === null ? null : (
        <>
          <NameForm
            transcriptId={props.transcriptId}
            initial={participant?.name ?? ''}
            submit={participant ? t('correction.name.rename') : t('common.save')}
            onSubmit={(name) => {
              props.onName(speaker, name, participant?.id ?? null);
              onClose();
            }}
          />
          {silent.length > 0 ? (
            <Choice
              title={t('correction.voice.somebodyHere')}
              items={silent.map((one) => ({ key: one.id, name: one.name, color: 'var(--r-ink-2)' }))}
              onChoose={(id) => {
                props.onClaim(speaker, id);
                onClose();
              }}
            />
          ) : null}
          {others.length > 0 ? (
            <Choice
              title={t('correction.voice.sameAs')}
              items={others.map((other) => ({
                key: String(other),
                name: speakerName(participants, other),
                color: speakerColor(other),
              }))}
              onChoose={(other) => {
                const keepsThis = participant && !participants.some((one) => one.speaker === Number(other));
                props.onMerge(keepsThis ? Number(other) : speaker, keepsThis ? speaker : Number(other));
                onClose();
              }}
            />
          ) : null}
        </>
      )}
    </Modal>
  );
}

interface ChoiceProps {
  title: string;
  items: readonly { key: string; name: string; color: string }[];
  onChoose: (key: string) => void;
}

function Choice({ title, items, onChoose }: ChoiceProps) {
  return (
    <section className={classes.choice} aria-label={title}>
      <h3 className={classes.title}>{title}</h3>
      <div className={classes.items}>
        {items.map(({ key, name, color }) => (
          <button key={key} type="button" className={classes.item} onClick={() => onChoose(key)}>
            <span className={classes.initials} style={{ color }} aria-hidden>
              {initialsOf(name)}
            </span>
            {name}
          </button>
        ))}
      </div>
    </section>
  );
}
