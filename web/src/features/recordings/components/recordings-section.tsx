import { Button } from '@mantine/core';
import { useState } from 'react';
import { Trans } from 'react-i18next';
import classes from '@/components/list.module.css';
import { Loaded } from '@/components/loaded';
import { Section } from '@/components/section';
import { When } from '@/components/when';
import type { RecordingTrouble, UnmatchedRecording } from '@/lib/api/types';
import { formatBytes, formatMinutes } from '@/lib/time/format';
import { t } from '@/texts';
import { useTrouble } from '../api/get-trouble';
import { useUnmatched } from '../api/get-unmatched';
import { MatchDialog } from './match-dialog';
import { kindInWords } from './recording-words';

/** For administrators: recordings that did not become a transcript by themselves. */
export function RecordingsSection() {
  const unmatched = useUnmatched();
  const trouble = useTrouble();
  return (
    <>
      <Section title={t('recordings.unmatched.title')} text={t('recordings.unmatched.text')}>
        <Loaded query={unmatched}>{(list) => <Unmatched recordings={list} />}</Loaded>
      </Section>
      <Section title={t('recordings.trouble.title')} text={t('recordings.trouble.text')}>
        <Loaded query={trouble}>{(all) => <Trouble trouble={all} />}</Loaded>
      </Section>
    </>
  );
}

function Unmatched({ recordings }: { recordings: readonly UnmatchedRecording[] }) {
  const [matching, setMatching] = useState<UnmatchedRecording | null>(null);
  if (recordings.length === 0) return <p className={classes.empty}>{t('recordings.unmatched.none')}</p>;
  return (
    <>
      <ul className={classes.list} aria-label={t('recordings.unmatched.title')}>
        {recordings.map((recording) => (
          <li key={recording.id} className={classes.item}>
            <div className={classes.what}>
              <div className={classes.name}>
                {recording.room_name ?? recording.file_name}
                <span className={classes.tag}>{kindInWords(recording.kind)}</span>
              </div>
              <div className={classes.details}>
                {recording.platform} ·{' '}
                <Trans
                  i18nKey="recordings.unmatched.recorded"
                  components={{ when: <When iso={recording.recorded_at} /> }}
                />
                {recording.duration === null ? '' : ` · ${formatMinutes(recording.duration)}`}
                {recording.size > 0 ? ` · ${formatBytes(recording.size)}` : ''}
              </div>
            </div>
            <Button
              variant="default"
              size="xs"
              aria-label={t('recordings.unmatched.chooseOf', {
                name: recording.room_name ?? recording.file_name,
              })}
              onClick={() => setMatching(recording)}
            >
              {t('recordings.unmatched.choose')}
            </Button>
          </li>
        ))}
      </ul>
      {matching === null ? null : (
        <MatchDialog key={matching.id} recording={matching} onClose={() => setMatching(null)} />
      )}
    </>
  );
}

function Trouble({ trouble }: { trouble: RecordingTrouble }) {
  const { waiting, set_aside: setAside } = trouble;
  if (waiting.length === 0 && setAside.length === 0)
    return <p className={classes.empty}>{t('recordings.trouble.none')}</p>;
  return (
    <ul className={classes.list} aria-label={t('recordings.trouble.list')}>
      {waiting.map((item) => (
        <li key={`${item.platform} ${item.platform_recording_id}`} className={classes.item}>
          <div className={classes.what}>
            <div className={classes.name}>
              {item.room_name ?? item.platform_recording_id}
              <span className={classes.tag}>{kindInWords(item.kind)}</span>
              {item.given_up_at === null ? null : (
                <span className={classes.tag}>{t('recordings.trouble.givenUp')}</span>
              )}
            </div>
            <div className={classes.details}>
              {item.platform} ·{' '}
              <Trans i18nKey="recordings.trouble.told" components={{ when: <When iso={item.told_at} /> }} />
              {item.attempts > 0 ? ` · ${t('recordings.trouble.tried', { count: item.attempts })}` : ''}
              {item.error === null ? '' : ` · ${item.error}`}
            </div>
          </div>
        </li>
      ))}
      {setAside.map((message) => (
        <li key={message.message_id} className={classes.item}>
          <div className={classes.what}>
            <div className={classes.name}>
              {t('recordings.trouble.message', { id: message.message_id })}
              <span className={classes.tag}>{t('recordings.trouble.setAside')}</span>
            </div>
            <div className={classes.details}>
              <When iso={message.set_aside_at} /> · {message.reason}
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}
