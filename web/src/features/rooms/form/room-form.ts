import type { NewRoom, Room, RoomUpdate } from '@/lib/api/types';

/** A room as it is edited: no nulls, minutes instead of seconds. */
export interface RoomForm {
  name: string;
  /** Empty to follow the settings of the server. */
  platform: string;
  isLocked: boolean;
  isShared: boolean;
  roomMode: Room['room_mode'];
  recordingType: Room['recording_type'];
  recordingTrigger: Room['recording_trigger'];
  skipConsent: boolean;
  consentPolicy: Room['consent_policy'];
  /** Empty to follow the settings of the server. */
  audioRetentionDays: number | '';
  retentionDays: number | '';
  icsEnabled: boolean;
  icsUrl: string;
  icsMinutes: number;
  zulipAutoPost: boolean;
  zulipStream: string;
  zulipTopic: string;
  webhookUrl: string;
  webhookSecret: string;
  summaryTemplate: string;
  summaryPrompt: string;
}

export const ownTemplate = 'own';
const generalTemplate = 'general';

export const emptyForm: RoomForm = {
  name: '',
  platform: '',
  isLocked: false,
  isShared: false,
  roomMode: 'normal',
  recordingType: 'cloud',
  recordingTrigger: 'automatic-2nd-participant',
  skipConsent: false,
  consentPolicy: 'delete_audio',
  audioRetentionDays: '',
  retentionDays: '',
  icsEnabled: false,
  icsUrl: '',
  icsMinutes: 5,
  zulipAutoPost: false,
  zulipStream: '',
  zulipTopic: '',
  webhookUrl: '',
  webhookSecret: '',
  summaryTemplate: generalTemplate,
  summaryPrompt: '',
};

export function formOf(room: Room): RoomForm {
  return {
    name: room.name,
    platform: room.own_platform ?? '',
    isLocked: room.is_locked,
    isShared: room.is_shared,
    roomMode: room.room_mode,
    recordingType: room.recording_type,
    recordingTrigger: room.recording_trigger,
    skipConsent: room.skip_consent,
    consentPolicy: room.consent_policy,
    audioRetentionDays: room.audio_retention_days ?? '',
    retentionDays: room.retention_days ?? '',
    icsEnabled: room.ics_enabled,
    icsUrl: room.ics_url ?? '',
    icsMinutes: room.ics_fetch_interval / 60,
    zulipAutoPost: room.zulip_auto_post,
    zulipStream: room.zulip_stream,
    zulipTopic: room.zulip_topic,
    webhookUrl: room.webhook_url ?? '',
    webhookSecret: room.webhook_secret ?? '',
    summaryTemplate: room.summary_template ?? generalTemplate,
    summaryPrompt: room.summary_prompt ?? '',
  };
}

/** What the form stands for on the given platform, which is the room's own or the server's. */
export function requestOf(form: RoomForm, platform: string): NewRoom {
  const { roomMode, recordingTrigger, skipConsent } = settled(form, platform);
  return {
    name: form.name,
    platform: form.platform === '' ? null : form.platform,
    is_locked: form.isLocked,
    is_shared: form.isShared,
    room_mode: roomMode,
    recording_type: form.recordingType,
    recording_trigger: recordingTrigger,
    skip_consent: skipConsent,
    consent_policy: form.consentPolicy,
    audio_retention_days: form.audioRetentionDays === '' ? null : form.audioRetentionDays,
    retention_days: form.retentionDays === '' ? null : form.retentionDays,
    ics_enabled: form.icsEnabled,
    ics_url: orNull(form.icsUrl),
    ics_fetch_interval: Math.round(form.icsMinutes * 60),
    zulip_auto_post: form.zulipAutoPost,
    zulip_stream: form.zulipStream.trim(),
    zulip_topic: form.zulipTopic.trim(),
    webhook_url: orNull(form.webhookUrl),
    webhook_secret: orNull(form.webhookSecret),
    summary_template: form.summaryTemplate === generalTemplate ? null : form.summaryTemplate,
    summary_prompt: orNull(form.summaryPrompt),
  };
}

/** What the form changes of the room; what was not touched is left to others who edit it meanwhile. */
export function changesOf(room: Room, form: RoomForm, platform: string): Partial<RoomUpdate> {
  const before = new Map(Object.entries(requestOf(formOf(room), room.platform)));
  const after = Object.entries(requestOf(form, platform));
  return Object.fromEntries(after.filter(([name, value]) => before.get(name) !== value));
}

/** What a platform leaves no choice about. */
export function settled(
  { roomMode, recordingType, recordingTrigger, skipConsent }: RoomForm,
  platform: string,
): Pick<RoomForm, 'roomMode' | 'recordingTrigger' | 'skipConsent'> {
  const isCloud = recordingType === 'cloud';
  const isDaily = platform === 'daily';
  return {
    roomMode: isDaily ? 'group' : roomMode,
    recordingTrigger: isDaily
      ? isCloud
        ? 'automatic-2nd-participant'
        : 'none'
      : recordingType === 'none'
        ? 'none'
        : recordingTrigger,
    skipConsent: isCloud && skipConsent,
  };
}

/** What is typed as a name, as an address can have it. */
export function nameFrom(typed: string): string {
  return typed
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 64);
}

/** Under which field of the form a field of the API is shown. */
export const fieldOf: Partial<Record<string, keyof RoomForm>> = {
  name: 'name',
  platform: 'platform',
  room_mode: 'roomMode',
  recording_type: 'recordingType',
  recording_trigger: 'recordingTrigger',
  consent_policy: 'consentPolicy',
  audio_retention_days: 'audioRetentionDays',
  retention_days: 'retentionDays',
  ics_url: 'icsUrl',
  ics_fetch_interval: 'icsMinutes',
  zulip_stream: 'zulipStream',
  zulip_topic: 'zulipTopic',
  webhook_url: 'webhookUrl',
  webhook_secret: 'webhookSecret',
  summary_template: 'summaryTemplate',
  summary_prompt: 'summaryPrompt',
};

export type RoomMistakes = Partial<Record<keyof RoomForm, string>>;

const orNull = (text: string) => (text.trim() === '' ? null : text.trim());
