import type { ActionItems, StageName, StageState, Topic, TranscriptStatus } from '@/lib/api/types';

interface EventData {
  TRANSCRIPT: { text: string; start?: number | null; end?: number | null };
  TOPIC: Topic;
  STATUS: { value: TranscriptStatus };
  FINAL_TITLE: { title: string };
  FINAL_SHORT_SUMMARY: { short_summary: string };
  FINAL_LONG_SUMMARY: { long_summary: string };
  ACTION_ITEMS: { action_items: ActionItems };
  DURATION: { duration: number };
  WAVEFORM: { waveform: number[] };
  EDITED: { text_version: number; topics: string[]; participants: boolean };
  PIPELINE: { stage: StageName; state: StageState; progress?: number | null; error?: string | null };
}

/** One message of `WS /v1/transcripts/{id}/events`. */
export type EventFrame = {
  [Name in keyof EventData]: { event: Name; data: EventData[Name]; seq?: number | null };
}[keyof EventData];

export function parseFrame(text: unknown): EventFrame | null {
  if (typeof text !== 'string') return null;
  try {
    const frame = JSON.parse(text) as Partial<EventFrame> | null;
    if (typeof frame?.event !== 'string' || typeof frame.data !== 'object' || frame.data === null)
      return null;
    return frame as EventFrame;
  } catch {
    return null;
  }
}
