import { ActionIcon, Tooltip } from '@mantine/core';
import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { copyText } from '@/lib/clipboard';
import { t } from '@/texts';
import { toast } from './toast';

export function CopyAction({ label, text }: { label: string; text: () => string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await copyText(text());
      setCopied(true);
      setTimeout(() => setCopied(false), 1500);
    } catch (error) {
      toast.failed(t('common.copyFailed'), error);
    }
  };
  const shown = copied ? t('common.copied') : label;
  return (
    <Tooltip label={shown}>
      <ActionIcon aria-label={shown} onClick={() => void copy()}>
        {copied ? <Check size={16} /> : <Copy size={16} />}
      </ActionIcon>
    </Tooltip>
  );
}
