import { Kbd, Modal } from '@mantine/core';
import { Fragment } from 'react';
import classes from './help-dialog.module.css';

const keys: [string[], string][] = [
  [['←', '→'], 'Previous or next word; topic when no word has the focus'],
  [['↑', '↓'], 'Word above or below'],
  [['Shift', '←', '→'], 'Select more or fewer words'],
  [['Ctrl', 'A'], 'Select the topic'],
  [['Enter'], 'Write the selected words; Enter saves, Esc leaves them'],
  [['Tab'], 'While writing: save and write the next word'],
  [['Del'], 'Delete the selected words'],
  [['1', '9'], 'Give the selected words to this person'],
  [['A'], 'Choose whom to give them to'],
  [['Esc'], 'Clear the selection'],
  [['Space'], 'Play the topic, or pause'],
  [[','], 'Play the selected words'],
  [['Ctrl', 'Z'], 'Take your last edit back'],
  [['Ctrl', 'Shift', 'Z'], 'Do it again'],
  [['?'], 'This list'],
];

export function HelpDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Correcting by keyboard" size="md">
      <p className={classes.intro}>
        Tab into the text, then go on with these. By touch: tap a word, and press long on another to select
        all between.
      </p>
      <dl className={classes.list}>
        {keys.map(([names, meaning]) => (
          <Fragment key={meaning}>
            <dt>
              {names.map((name) => (
                <Kbd key={name}>{name}</Kbd>
              ))}
            </dt>
            <dd>{meaning}</dd>
          </Fragment>
        ))}
      </dl>
    </Modal>
  );
}
