import type { StageName, StageState, TranscriptStatus } from '@/lib/api/types';
import type { EventFrame } from './frames';

export interface LiveLine {
  text: string;
  start: number;
}

export interface LiveStage {
  state: StageState;
  progress: number | null;
  error: string | null;
}

/** What the events of a running pipeline add up to. */
export interface LiveTranscript {
  /** Recognised so far, by time; segments are recognised in parallel and may arrive out of order. */
  lines: readonly LiveLine[];
  topicTitles: readonly string[];
  title: string | null;
  status: TranscriptStatus | null;
  stages: Readonly<Partial<Record<StageName, LiveStage>>>;
}

export const emptyLive: LiveTranscript = {
  lines: [],
  topicTitles: [],
  title: null,
  status: null,
  stages: {},
};

export function applyFrame(live: LiveTranscript, frame: EventFrame): LiveTranscript {
  switch (frame.event) {
    case 'TRANSCRIPT':
      return frame.data.text.trim() === '' ? live : { ...live, lines: insertLine(live.lines, frame.data) };
    case 'TOPIC':
      return { ...live, topicTitles: [...live.topicTitles, frame.data.title] };
    case 'FINAL_TITLE':
      return { ...live, title: frame.data.title };
    case 'STATUS':
      return { ...live, status: frame.data.value };
    case 'PIPELINE': {
      const { stage, state, progress = null, error = null } = frame.data;
      // The log replays earlier runs too: the first stage starting means that what came before is history.
      const base = stage === 'fetch' && state === 'running' ? { ...emptyLive, status: live.status } : live;
      const topicTitles = stage === 'topics' && state === 'running' ? [] : base.topicTitles;
      return { ...base, topicTitles, stages: { ...base.stages, [stage]: { state, progress, error } } };
    }
    default:
      return live;
  }
}

function insertLine(
  lines: readonly LiveLine[],
  { text, start }: { text: string; start?: number | null },
): readonly LiveLine[] {
  const last = lines.at(-1);
  const line = { text: text.trim(), start: start ?? last?.start ?? 0 };
  if (last === undefined || start == null || line.start > last.start) return [...lines, line];
  const at = lines.findIndex((other) => other.start >= line.start);
  // A segment recognised again (the worker was replaced) has the same start and takes the old one's place.
  const same = lines[at]?.start === line.start ? 1 : 0;
  return lines.toSpliced(at, same, line);
}
