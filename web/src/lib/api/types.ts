import type { components, paths } from './schema';

type Json<Response> = Response extends { content: { 'application/json': infer Body } } ? Body : never;
type Answer<Path extends keyof paths, Method extends keyof paths[Path]> = paths[Path][Method] extends {
  responses: { 200: infer Response };
}
  ? Json<Response>
  : never;

export type AuthState = Answer<'/v1/auth', 'get'>;
export type SignedInUser = NonNullable<AuthState['user']>;
export type AccountLink = Answer<'/v1/auth/links/read', 'post'>;
export type ApiKey = Answer<'/v1/user/api-keys', 'get'>[number];
export type NewApiKey = Answer<'/v1/user/api-keys', 'post'>;
export type Person = Answer<'/v1/users', 'get'>[number];
export type Invitation = Answer<'/v1/users/invitations', 'get'>[number];
export type IssuedLink = Answer<'/v1/users/invitations', 'post'>;
export type ApiKeyScope = ApiKey['scope'];
export type TranscriptPage = Answer<'/v1/transcripts', 'get'>;
export type TranscriptMinimal = TranscriptPage['items'][number];
export type SearchPage = Answer<'/v1/transcripts/search', 'get'>;
export type SearchResult = SearchPage['results'][number];
export type Moment = SearchResult['moments'][number];
export type ShareMode = TranscriptMinimal['share_mode'];
export type SourceKind = TranscriptMinimal['source_kind'];
export type BulkRequest = paths['/v1/transcripts/bulk']['post']['requestBody']['content']['application/json'];
export type BulkResult = Answer<'/v1/transcripts/bulk', 'post'>['results'][number];
export type SavedFilter = Answer<'/v1/user/filters', 'get'>[number];
export type FilterQuery = SavedFilter['query'];
export type Statistics = Answer<'/v1/statistics', 'get'>;
export type StatisticsInterval = Statistics['interval'];
export type Transcript = Answer<'/v1/transcripts', 'post'>;
export type ZulipStream = Answer<'/v1/zulip/streams', 'get'>[number];
export type ZulipTopic = Answer<'/v1/zulip/streams/{stream_id}/topics', 'get'>[number];
export type ZulipPost = NonNullable<Answer<'/v1/transcripts/{transcript_id}/zulip', 'get'>>;
export type TranscriptStatus = TranscriptMinimal['status'];
export type ActionItems = NonNullable<Transcript['action_items']>;
export type SummarySource = NonNullable<Transcript['summary_sources']>[number];
export type SourceMoment = SummarySource['moments'][number];
export type SummaryOptions = Answer<'/v1/summary-options', 'get'>;
export type SummaryVersions = Answer<'/v1/transcripts/{transcript_id}/summaries', 'get'>;
export type SummaryVersion = SummaryVersions['versions'][number];
export type SummaryVersionDetails = Answer<'/v1/transcripts/{transcript_id}/summaries/{number}', 'get'>;
export type SummaryJob = Answer<'/v1/transcripts/{transcript_id}/summaries', 'post'>;
export type NewSummary =
  paths['/v1/transcripts/{transcript_id}/summaries']['post']['requestBody']['content']['application/json'];
export type AskQuestion = paths['/v1/ask']['post']['requestBody']['content']['application/json'];
export type AskFrame = components['schemas']['AskFrame'];
export type AskAnswer = components['schemas']['AskAnswer'];
export type AskMoment = components['schemas']['AskMoment'];
export type Participant = NonNullable<Transcript['participants']>[number];
export type TranscriptUpdate =
  paths['/v1/transcripts/{transcript_id}']['patch']['requestBody']['content']['application/json'];
export type TopicWithWords = Answer<'/v1/transcripts/{transcript_id}/topics/with-words', 'get'>[number];
export type Topic = Answer<'/v1/transcripts/{transcript_id}/topics', 'get'>[number];
export type Word = TopicWithWords['words'][number];
export type Pipeline = Answer<'/v1/transcripts/{transcript_id}/pipeline', 'get'>;
export type PipelineStage = Pipeline['stages'][number];
export type StageName = PipelineStage['name'];
export type StageState = PipelineStage['state'];
export type UploadState = Answer<'/v1/transcripts/{transcript_id}/record/upload', 'get'>;
export type TranscriptFormat = 'text' | 'text-timestamped' | 'webvtt-named' | 'json' | 'srt';

export type Me = NonNullable<Answer<'/v1/me', 'get'>>;
export type Room = Answer<'/v1/rooms/{room_id}', 'get'>;
export type RoomPage = Answer<'/v1/rooms', 'get'>;
export type NewRoom = paths['/v1/rooms']['post']['requestBody']['content']['application/json'];
export type RoomUpdate = paths['/v1/rooms/{room_id}']['patch']['requestBody']['content']['application/json'];
export type PlatformChoice = Answer<'/v1/platforms', 'get'>[number];
export type Meeting = Answer<'/v1/rooms/{room_name}/meetings/{meeting_id}', 'get'>;
export type CalendarEvent = Answer<'/v1/rooms/{room_name}/meetings/upcoming', 'get'>[number];
export type ConsentAnswer = Answer<'/v1/meetings/{meeting_id}/consents', 'get'>[number];
export type OwnConsent = Answer<'/v1/meetings/{meeting_id}/consent', 'get'>;
export type WebhookTestResult = Answer<'/v1/rooms/{room_id}/webhook/test', 'post'>;
export type MeetingRecording = Answer<'/v1/meetings/{meeting_id}/recordings', 'get'>[number];
export type MissingTrack = NonNullable<Transcript['missing_tracks']>[number];
export type UnmatchedRecording = Answer<'/v1/recordings/unmatched', 'get'>[number];
export type MatchCandidate = Answer<'/v1/recordings/{recording_id}/candidates', 'get'>[number];
export type RecordingTrouble = Answer<'/v1/recordings/arrivals', 'get'>;
export type DeletionPage = Answer<'/v1/deletions', 'get'>;
export type Deletion = DeletionPage['items'][number];
export type RetentionPage = Answer<'/v1/retention/preview', 'get'>;
export type RetentionItem = RetentionPage['items'][number];
export type EditPage = Answer<'/v1/transcripts/{transcript_id}/edits', 'get'>;
export type TranscriptEdit = EditPage['items'][number];
export type EditedTopic = Answer<'/v1/transcripts/{transcript_id}/topics/{topic_id}/words', 'patch'>;
export type EditedTranscript = Answer<'/v1/transcripts/{transcript_id}/edits/{version}/undo', 'post'>;
export type NameSuggestion = Answer<
  '/v1/transcripts/{transcript_id}/participants/suggestions',
  'get'
>[number];
