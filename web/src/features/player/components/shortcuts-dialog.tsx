import { Kbd, Modal } from '@mantine/core';
import { Fragment } from 'react';
import classes from './shortcuts-dialog.module.css';

const shortcuts: [string[], string][] = [
  [['Space', 'K'], 'Play or pause'],
  [['J', 'L'], 'Back or forward 10 seconds'],
  [['←', '→'], 'Back or forward 5 seconds'],
  [[',', '.'], 'Previous or next word'],
  [['[', ']'], 'Previous or next paragraph'],
  [['<', '>'], 'Slower or faster'],
  [['M'], 'Mute'],
  [['S'], 'Skip silence'],
  [['?'], 'This list'],
];

export function ShortcutsDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Keyboard shortcuts" size="sm">
      <dl className={classes.list}>
        {shortcuts.map(([keys, meaning]) => (
          <Fragment key={meaning}>
            <dt>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{meaning}</dd>
          </Fragment>
        ))}
      </dl>
    </Modal>
  );
}
