import { Button } from '@mantine/core';
import { CopyAction } from '@/components/copy-action';
import { t } from '@/texts';
import classes from './secret-once.module.css';

interface SecretOnceProps {
  label: string;
  copyLabel: string;
  text: string;
  secret: string;
  onDone: () => void;
}

/** Something that can be copied now and never be shown again. */
export function SecretOnce({ label, copyLabel, text, secret, onDone }: SecretOnceProps) {
  return (
    <div className={classes.box} role="status">
      <p className={classes.text}>{text}</p>
      <div className={classes.row}>
        <code className={classes.secret} aria-label={label}>
          {secret}
        </code>
        <CopyAction label={copyLabel} text={() => secret} />
      </div>
      <Button variant="default" size="xs" onClick={onDone}>
        {t('common.done')}
      </Button>
    </div>
  );
}
