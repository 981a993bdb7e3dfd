import type { LiveTranscript } from '@/lib/events/live-transcript';
import type { Pipeline, PipelineStage, StageName } from '@/lib/api/types';
import { t } from '@/texts';

export type StepState = 'waiting' | 'running' | 'done' | 'failed';

/** What a person sees as one step; the pipeline may do it in several stages. */
export interface Step {
  key: string;
  label: string;
  state: StepState;
  percent: number | null;
  attempts: number;
  error: string | null;
  /** Why it is tried again, while it is. */
  retryOf: string | null;
  startedAt: string | null;
  finishedAt: string | null;
}

const shapes = [
  {
    key: 'check',
    labelKey: 'processing.steps.check',
    stages: ['fetch', 'probe', 'participants', 'leave_out'],
  },
  { key: 'audio', labelKey: 'processing.steps.audio', stages: ['encode', 'mix', 'waveform'] },
  { key: 'transcribe', labelKey: 'processing.steps.transcribe', stages: ['transcribe', 'transcribe_tracks'] },
  { key: 'speakers', labelKey: 'processing.steps.speakers', stages: ['diarize'] },
  { key: 'assemble', labelKey: 'processing.steps.assemble', stages: ['assemble'] },
  { key: 'topics', labelKey: 'processing.steps.topics', stages: ['topics'] },
  {
    key: 'summary',
    labelKey: 'processing.steps.summary',
    stages: ['title', 'summaries', 'action_items'],
  },
  {
    key: 'finish',
    labelKey: 'processing.steps.finish',
    stages: ['finalize', 'consent_cleanup', 'zulip', 'publish'],
  },
] as const satisfies { key: string; labelKey: string; stages: StageName[] }[];

/** Lays newer news from the event stream over the stages that were running when the run was last fetched. */
export function mergeLive(pipeline: Pipeline | null, live: LiveTranscript): PipelineStage[] {
  return (pipeline?.stages ?? []).map((stage) => {
    const news = live.stages[stage.name];
    if (!news || !isUnderWay(stage)) return stage;
    return {
      ...stage,
      state: news.state,
      progress: news.progress ?? stage.progress,
      error: news.error ?? stage.error,
    };
  });
}

const isUnderWay = ({ state }: PipelineStage) => state === 'running' || state === 'retrying';

export function stepsOf(stages: readonly PipelineStage[]): Step[] {
  const known = new Map(stages.map((stage) => [stage.name, stage]));
  return shapes.flatMap(({ key, labelKey, stages: names }) => {
    const members = names.map((name) => known.get(name)).filter((stage) => stage !== undefined);
    // A run of another shape does not have every stage, and a skipped one is not worth a line.
    if (stages.length > 0 && members.every(({ state }) => state === 'skipped')) return [];
    return [{ key, label: t(labelKey), ...combine(members) }];
  });
}

function combine(members: readonly PipelineStage[]): Omit<Step, 'key' | 'label'> {
  const failed = members.find(({ state }) => state === 'failed');
  const running = members.find(isUnderWay);
  const finished = members.filter(({ state }) => state === 'done' || state === 'skipped');
  const state: StepState =
    failed !== undefined
      ? 'failed'
      : members.length > 0 && finished.length === members.length
        ? 'done'
        : running !== undefined || finished.length > 0
          ? 'running'
          : 'waiting';
  const times = (pick: (stage: PipelineStage) => string | null | undefined) =>
    members
      .map(pick)
      .filter((time) => typeof time === 'string')
      .sort();
  return {
    state,
    percent: running?.progress ?? null,
    attempts: Math.max(0, ...members.map(({ attempts }) => attempts)),
    error: failed?.error ?? null,
    retryOf: running?.state === 'retrying' ? (running.error ?? t('processing.retryUnexplained')) : null,
    startedAt: times((stage) => stage.started_at)[0] ?? null,
    finishedAt: state === 'done' ? (times((stage) => stage.finished_at).at(-1) ?? null) : null,
  };
}

export function secondsOf({ startedAt, finishedAt }: Step, now: Date): number | null {
  if (startedAt === null) return null;
  const end = finishedAt === null ? now.getTime() : Date.parse(finishedAt);
  return Math.max(0, (end - Date.parse(startedAt)) / 1000);
}
