import { Button, Checkbox, Skeleton, TextInput } from '@mantine/core';
import { Check, Copy, QrCode as QrIcon } from 'lucide-react';
import { lazy, useState } from 'react';
import { LazyPart } from '@/components/lazy-part';
import { toast } from '@/components/toast';
import { copyText } from '@/lib/clipboard';
import { formatClock } from '@/lib/time/format';
import { t } from '@/texts';
import classes from './share-dialog.module.css';

const QrCode = lazy(() => import('./qr-code'));

interface LinkSectionProps {
  transcriptId: string;
  /** Seconds at which the player stands. */
  position: number;
}

export function LinkSection({ transcriptId, position }: LinkSectionProps) {
  const [fromHere, setFromHere] = useState(false);
  const [copied, setCopied] = useState(false);
  const [coded, setCoded] = useState(false);
  const start = Math.floor(position);
  const page = `${window.location.origin}/transcripts/${encodeURIComponent(transcriptId)}`;
  const address = fromHere ? `${page}?t=${start}` : page;
  const copy = async () => {
    try {
      await copyText(address);
      setCopied(true);
      setTimeout(() => setCopied(false), 1500);
    } catch (error) {
      toast.failed(t('share.link.notCopied'), error);
    }
  };
  return (
    <section aria-labelledby="share-link">
      <h3 id="share-link" className={classes.heading}>
        {t('share.link.title')}
      </h3>
      <div className={classes.link}>
        <TextInput
          className={classes.address}
          aria-label={t('share.link.address')}
          value={address}
          readOnly
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button
          leftSection={copied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
          onClick={() => void copy()}
        >
          {copied ? t('common.copied') : t('share.link.copy')}
        </Button>
      </div>
      <div className={classes.choices}>
        <Checkbox
          label={t('share.link.startAt', { time: formatClock(start) })}
          checked={fromHere}
          onChange={(event) => setFromHere(event.currentTarget.checked)}
        />
        <Button
          variant="default"
          size="xs"
          leftSection={<QrIcon size={15} aria-hidden />}
          aria-expanded={coded}
          onClick={() => setCoded((shown) => !shown)}
        >
          {coded ? t('share.link.hideCode') : t('share.link.showCode')}
        </Button>
      </div>
      {coded ? (
        <LazyPart fallback={<Skeleton className={classes.code} />}>
          <QrCode address={address} label={t('share.link.codeOf', { address })} />
        </LazyPart>
      ) : null}
    </section>
  );
}
