import { Button, Group, Modal, Skeleton } from '@mantine/core';
import { lazy, useState } from 'react';
import { FormError } from '@/components/form-error';
import { LazyPart } from '@/components/lazy-part';
import { Loaded } from '@/components/loaded';
import { When } from '@/components/when';
import { toast } from '@/components/toast';
import type { SummaryVersionDetails, SummaryVersions } from '@/lib/api/types';
import { t } from '@/texts';
import { useSummary } from '../api/get-summaries';
import { useRestoreSummary } from '../api/restore-summary';
import classes from './summaries.module.css';
import { madeBy, originWords } from './version-words';

const Markdown = lazy(() => import('@/components/markdown'));

interface VersionsDialogProps {
  transcriptId: string;
  list: SummaryVersions | undefined;
  opened: boolean;
  onClose: () => void;
  onRestored: () => void;
}

/** Every version with what it says beside what is shown now. */
export default function VersionsDialog(props: VersionsDialogProps) {
  const { transcriptId, list, opened, onClose, onRestored } = props;
  const [chosen, setChosen] = useState<number | null>(null);
  const current = list?.current ?? null;
  const versions = list?.versions ?? [];
  const number = chosen ?? versions.find((version) => version.number !== current)?.number ?? current;
  const shown = useSummary(transcriptId, opened ? number : null);
  const now = useSummary(transcriptId, opened && number !== current ? current : null);
  const restore = useRestoreSummary(transcriptId);

  return (
    <Modal opened={opened} onClose={onClose} title={t('summaries.versions.title')} size="min(72rem, 94vw)">
      <div className={classes.versions}>
        <ol className={classes.versionList} aria-label={t('summaries.versions.list')}>
          {versions.map((version) => (
            <li key={version.number}>
              <button
                type="button"
                className={classes.version}
                aria-pressed={version.number === number}
                onClick={() => setChosen(version.number)}
              >
                <span className={classes.versionTitle}>
                  {originWords(version)}
                  {version.number === current ? (
                    <span className={classes.badge}>{t('summaries.versions.badge')}</span>
                  ) : null}
                </span>
                <span className={classes.versionFacts}>{madeBy(version)}</span>
                <span className={classes.versionFacts}>
                  <When iso={version.created_at} />
                </span>
              </button>
            </li>
          ))}
        </ol>
        <div className={classes.compared}>
          <section aria-label={t('summaries.versions.chosen')}>
            <Loaded query={shown}>{(version) => <Content version={version} />}</Loaded>
          </section>
          {number === current ? null : (
            <section aria-label={t('summaries.versions.current')}>
              <p className={classes.subheading}>{t('summaries.versions.shownNow')}</p>
              <Loaded query={now}>{(version) => <Content version={version} />}</Loaded>
            </section>
          )}
        </div>
      </div>
      {restore.error ? <FormError error={restore.error} /> : null}
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" onClick={onClose}>
          {t('common.close')}
        </Button>
        <Button
          disabled={number === null || number === current}
          loading={restore.isPending}
          onClick={() => {
            if (number === null) return;
            restore.mutate(number, {
              onSuccess: () => {
                setChosen(null);
                onRestored();
                onClose();
                toast.done(t('summaries.versions.restored'));
              },
            });
          }}
        >
          {t('summaries.versions.restore')}
        </Button>
      </Group>
    </Modal>
  );
}

function Content({ version }: { version: SummaryVersionDetails }) {
  const { long_summary: long, short_summary: short, prompt } = version;
  return (
    <div className={classes.content}>
      {prompt ? (
        <details className={classes.context}>
          <summary>{t('summaries.versions.prompt')}</summary>
          <p>{prompt}</p>
        </details>
      ) : null}
      {short ? <p className={classes.lead}>{short}</p> : null}
      {long ? (
        <LazyPart fallback={<Skeleton height={120} />}>
          <Markdown>{long}</Markdown>
        </LazyPart>
      ) : short ? null : (
        <p className={classes.nothing}>{t('summaries.versions.empty')}</p>
      )}
    </div>
  );
}
