import { Kbd, Modal } from '@mantine/core';
import { Fragment } from 'react';
import { t } from '@/texts';
import classes from './help-dialog.module.css';

const keys = [
  [['←', '→'], 'correction.keys.word'],
  [['↑', '↓'], 'correction.keys.line'],
  [['Shift', '←', '→'], 'correction.keys.extend'],
  [['Ctrl', 'A'], 'correction.keys.all'],
  [['Enter'], 'correction.keys.write'],
  [['Tab'], 'correction.keys.writeNext'],
  [['Del'], 'correction.selected.delete'],
  [['1', '9'], 'correction.keys.give'],
  [['A'], 'correction.keys.choose'],
  [['Esc'], 'correction.selected.clear'],
  [['Space'], 'correction.keys.playTopic'],
  [[','], 'correction.selected.play'],
  [['Ctrl', 'Z'], 'correction.keys.undo'],
  [['Ctrl', 'Shift', 'Z'], 'correction.keys.redo'],
  [['?'], 'correction.keys.list'],
] as const;

export function HelpDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title={t('correction.keys.title')} size="md">
      <p className={classes.intro}>{t('correction.keys.intro')}</p>
      <dl className={classes.list}>
        {keys.map(([names, meaning]) => (
          <Fragment key={meaning}>
            <dt>
              {names.map((name) => (
                <Kbd key={name}>{name}</Kbd>
              ))}
            </dt>
            <dd>{t(meaning)}</dd>
          </Fragment>
        ))}
      </dl>
    </Modal>
  );
}
