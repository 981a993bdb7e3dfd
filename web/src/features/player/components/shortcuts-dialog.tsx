import { Kbd, Modal } from '@mantine/core';
import { Fragment } from 'react';
import { t } from '@/texts';
import classes from './shortcuts-dialog.module.css';

const shortcuts = [
  [['Space', 'K'], 'player.keys.playPause'],
  [['J', 'L'], 'player.keys.skipTen'],
  [['←', '→'], 'player.keys.skipFive'],
  [[',', '.'], 'player.keys.word'],
  [['[', ']'], 'player.keys.paragraph'],
  [['<', '>'], 'player.keys.rate'],
  [['M'], 'player.mute'],
  [['S'], 'player.skipSilence'],
  [['?'], 'player.keys.list'],
] as const;

export function ShortcutsDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title={t('player.shortcuts')} size="sm">
      <dl className={classes.list}>
        {shortcuts.map(([keys, meaning]) => (
          <Fragment key={meaning}>
            <dt>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{t(meaning)}</dd>
          </Fragment>
        ))}
      </dl>
    </Modal>
  );
}
