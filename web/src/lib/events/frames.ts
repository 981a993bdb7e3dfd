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

interface ListData {
  TRANSCRIPT_CREATED: { id: string };
  TRANSCRIPT_DELETED: { id: string };
  TRANSCRIPT_STATUS: { id: string; value: TranscriptStatus };
  TRANSCRIPT_FINAL_TITLE: { id: string; title: string };
  TRANSCRIPT_DURATION: { id: string; duration: number };
}

/** One message of `WS /v1/events`. */
export type ListFrame = {
  [Name in keyof ListData]: { event: Name; data: ListData[Name]; seq?: number | null };
}[keyof ListData];

export type Frame = EventFrame | ListFrame;

export function parseFrame<T extends Frame>(text: unknown): T | null {
  if (typeof text !== 'string') return null;
  try {
    const frame = JSON.parse(text) as Partial<T> | null;
    if (typeof frame?.event !== 'string' || typeof frame.data !== 'object' || frame.data === null)
      return null;
    return frame as T;
  } catch {
    return null;
  }
}
