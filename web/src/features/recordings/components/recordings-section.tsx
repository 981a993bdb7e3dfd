import { Button } from '@mantine/core';
import { useState } from 'react';
import classes from '@/components/list.module.css';
import { Loaded } from '@/components/loaded';
import { Section } from '@/components/section';
import { When } from '@/components/when';
import type { RecordingTrouble, UnmatchedRecording } from '@/lib/api/types';
import { formatBytes, formatMinutes } from '@/lib/time/format';
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
      <Section
        title="Recordings without a meeting"
        text="Nothing that was recorded is dropped. What fits no meeting waits here; it is looked for again whenever a meeting appears, or you say which one it is of."
      >
        <Loaded query={unmatched}>{(list) => <Unmatched recordings={list} />}</Loaded>
      </Section>
      <Section
        title="On their way"
        text="What a video platform told of, and what is not here yet. It is tried again for a month."
      >
        <Loaded query={trouble}>{(all) => <Trouble trouble={all} />}</Loaded>
      </Section>
    </>
  );
}

function Unmatched({ recordings }: { recordings: readonly UnmatchedRecording[] }) {
  const [matching, setMatching] = useState<UnmatchedRecording | null>(null);
  if (recordings.length === 0) return <p className={classes.empty}>Every recording has found its meeting.</p>;
  return (
    <>
      <ul className={classes.list} aria-label="Recordings without a meeting">
        {recordings.map((recording) => (
          <li key={recording.id} className={classes.item}>
            <div className={classes.what}>
              <div className={classes.name}>
                {recording.room_name ?? recording.file_name}
                <span className={classes.tag}>{kindInWords(recording.kind)}</span>
              </div>
              <div className={classes.details}>
                {recording.platform} · recorded <When iso={recording.recorded_at} />
                {recording.duration === null ? '' : ` · ${formatMinutes(recording.duration)}`}
                {recording.size > 0 ? ` · ${formatBytes(recording.size)}` : ''}
              </div>
            </div>
            <Button
              variant="default"
              size="xs"
              aria-label={`Choose the meeting of ${recording.room_name ?? recording.file_name}`}
              onClick={() => setMatching(recording)}
            >
              Choose the meeting
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
    return <p className={classes.empty}>Nothing is waiting, and every message was understood.</p>;
  return (
    <ul className={classes.list} aria-label="Recordings on their way">
      {waiting.map((item) => (
        <li key={`${item.platform} ${item.platform_recording_id}`} className={classes.item}>
          <div className={classes.what}>
            <div className={classes.name}>
              {item.room_name ?? item.platform_recording_id}
              <span className={classes.tag}>{kindInWords(item.kind)}</span>
              {item.given_up_at === null ? null : <span className={classes.tag}>Given up</span>}
            </div>
            <div className={classes.details}>
              {item.platform} · told of <When iso={item.told_at} />
              {item.attempts > 0 ? ` · tried ${item.attempts === 1 ? 'once' : `${item.attempts} times`}` : ''}
              {item.error === null ? '' : ` · ${item.error}`}
            </div>
          </div>
        </li>
      ))}
      {setAside.map((message) => (
        <li key={message.message_id} className={classes.item}>
          <div className={classes.what}>
            <div className={classes.name}>
              Message {message.message_id}
              <span className={classes.tag}>Set aside</span>
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
