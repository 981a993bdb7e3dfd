import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Drawer, Skeleton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { ListTree, MicOff } from 'lucide-react';
import { lazy, useCallback, useEffect, useMemo, useState } from 'react';
import { Trans } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { LazyPart } from '@/components/lazy-part';
import { Message } from '@/components/message';
import { toast } from '@/components/toast';
import { useAsk } from '@/features/ask/components/use-ask';
import { AnswerList } from '@/features/consent/components/answer-list';
import { DeletionDialog } from '@/features/deletions/components/deletion-dialog';
import { Player } from '@/features/player/components/player';
import { useVideos } from '@/features/recordings/api/get-videos';
import { MissingTracks } from '@/features/recordings/components/missing-tracks';
import { Videos } from '@/features/recordings/components/videos';
import { FindBar } from '@/features/search/components/find-bar';
import { FindButton } from '@/features/search/components/find-button';
import { useFind } from '@/features/search/find/use-find';
import { ActionItemsTab } from '@/features/summaries/components/action-items-tab';
import { SummaryTab } from '@/features/summaries/components/summary-tab';
import { SummaryProgress, SummaryTools } from '@/features/summaries/components/summary-tools';
import { ShareButton } from '@/features/share/components/share-button';
import { useTopicsWithWords } from '@/features/transcripts/api/get-topics-with-words';
import { useUpdateTranscript } from '@/features/transcripts/api/update-transcript';
import { CorrectLink } from '@/features/transcripts/components/correct-link';
import { CopyMenu } from '@/features/transcripts/components/copy-menu';
import { DownloadMenu } from '@/features/transcripts/components/download-menu';
import { MoreMenu } from '@/features/transcripts/components/more-menu';
import { Panel } from '@/features/transcripts/components/panel';
import { TranscriptHeader } from '@/features/transcripts/components/transcript-header';
import { TranscriptText } from '@/features/transcripts/components/transcript-text';
import { actionItemsMarkdown } from '@/features/transcripts/document/markdown';
import { findSilences } from '@/features/transcripts/document/silences';
import { buildDocument } from '@/features/transcripts/document/transcript-document';
import { neighbouringStart } from '@/features/transcripts/document/word-lookup';
import { endedSentenceOf } from '@/lib/api/api-error';
import { useAuthState } from '@/lib/auth/auth-state';
import type { MeetingRecording, TopicWithWords, Transcript } from '@/lib/api/types';
import { useFollowedText } from '@/lib/events/use-followed-text';
import { useMe } from '@/lib/me';
import { usePlayback } from '@/lib/playback';
import { queryKeys } from '@/lib/query-keys';
import { titleOf } from '@/lib/title';
import { t } from '@/texts';
import classes from './reading.module.css';
import { useTranscriptActions } from './use-transcript-actions';
import { useView } from './use-view';

const Conversation = lazy(() => import('@/features/ask/components/conversation'));

const noTopics: TopicWithWords[] = [];
const noVideos: MeetingRecording[] = [];

export function Reading({ transcript }: { transcript: Transcript }) {
  const { id } = transcript;
  const { data: topics = noTopics, error, isPending, refetch } = useTopicsWithWords(id);
  const document = useMemo(() => buildDocument(topics), [topics]);
  const client = useQueryClient();
  const asking = useAsk(id);
  const update = useUpdateTranscript(id);
  const actions = useTranscriptActions(transcript);
  const { tab, setTab, startAt, view, find: asked } = useView();
  const beside = useMediaQuery('(min-width: 62em)', true, { getInitialValueInEffect: false });
  const [sheetOpened, setSheetOpened] = useState(false);

  const { data: me } = useMe();
  const { data: auth } = useAuthState();
  const isOwner = me != null && me.sub === transcript.user_id;
  const mayCorrect = me != null && (isOwner || transcript.user_id === null);
  useFollowedText(id, 2_000);
  const navigate = useNavigate();
  const nameSpeaker = useCallback(
    (speaker: number) => void navigate(`/transcripts/${id}/correct?voice=${speaker}`),
    [navigate, id],
  );
  // What is nobody's, anybody may process; visitors are not told whose a public transcript is.
  const mayProcess = isOwner || (transcript.user_id === null && transcript.share_mode !== 'public');
  const [deletionsOpened, setDeletionsOpened] = useState(false);
  const { data: videos = noVideos } = useVideos(transcript.meeting_id);
  const isWithheld = transcript.audio_deleted === true || transcript.audio_deletion_requested_at !== null;
  const audio = isWithheld ? null : `/v1/transcripts/${encodeURIComponent(id)}/audio/mp3`;
  const playback = usePlayback(audio, transcript.duration / 1000, startAt);
  const markers = useMemo(
    () => topics.map(({ id: topicId, title, timestamp }) => ({ id: topicId, title, start: timestamp })),
    [topics],
  );
  const paragraphStarts = useMemo(() => document.paragraphs.map(({ start }) => start), [document]);
  useEffect(() => {
    playback?.setSilences(findSilences(document.starts, document.ends));
  }, [playback, document]);
  useMediaSession(titleOf(transcript), playback !== null);
  const showWord = (word: number) => {
    if (playback) playback.seek(document.starts[word] ?? 0);
    const paragraph = document.paragraphs.findLast(({ first }) => first <= word);
    if (paragraph) window.document.getElementById(paragraph.key)?.scrollIntoView({ block: 'center' });
  };
  const find = useFind(document, asked, showWord, () => playback?.time ?? 0);

  const rename = (title: string) =>
    update.mutate({ title }, { onError: (reason) => toast.failed(t('transcripts.rename.failed'), reason) });
  const openTopic = (topic: TopicWithWords) => {
    setSheetOpened(false);
    if (playback) playback.seek(topic.timestamp);
    else window.document.getElementById(`topic-${topic.id}`)?.scrollIntoView({ block: 'start' });
  };
  const play = (seconds: number) => {
    setSheetOpened(false);
    if (playback) {
      playback.seek(seconds);
      void playback.play();
      return;
    }
    const paragraph = document.paragraphs.findLast(({ start }) => start <= seconds + 0.05);
    if (paragraph) window.document.getElementById(paragraph.key)?.scrollIntoView({ block: 'center' });
  };
  const refresh = useCallback(() => {
    void client.invalidateQueries({ queryKey: queryKeys.transcript(id) });
    void client.invalidateQueries({ queryKey: queryKeys.summaries(id) });
    void client.invalidateQueries({ queryKey: queryKeys.lists });
  }, [client, id]);

  const panel = (
    <Panel
      transcript={transcript}
      topics={topics}
      playback={playback}
      tab={tab}
      onTab={setTab}
      onOpenTopic={openTopic}
      onPlay={play}
      summary={
        <>
          {isOwner ? <SummaryProgress transcriptId={id} /> : null}
          <SummaryTab
            transcript={transcript}
            onSave={(longSummary) => update.mutateAsync({ long_summary: longSummary })}
            onPlay={play}
            mayEdit={isOwner}
            tools={isOwner ? <SummaryTools transcriptId={id} onChanged={refresh} /> : null}
          />
        </>
      }
      actionItems={
        <ActionItemsTab
          transcript={transcript}
          markdown={() => actionItemsMarkdown(transcript.action_items)}
          onPlay={play}
        />
      }
      ask={
        me == null ? null : (
          <LazyPart fallback={<Skeleton height={120} />}>
            <Conversation
              asking={asking}
              placeholder={t('transcripts.ask.placeholder')}
              suggestions={[
                t('transcripts.ask.decided'),
                t('transcripts.ask.whoDoesWhat'),
                t('transcripts.ask.open'),
              ]}
              onPlay={({ start }) => play(start)}
            />
          </LazyPart>
        )
      }
      video={
        transcript.meeting_id !== null && videos.length > 0 ? (
          <Videos meetingId={transcript.meeting_id} transcriptId={id} videos={videos} />
        ) : null
      }
    />
  );

  return (
    <div className={classes.page}>
      <TranscriptHeader
        transcript={transcript}
        speakers={document.speakers}
        onRename={isOwner ? rename : undefined}
        actions={
          <>
            <FindButton find={find} />
            {mayCorrect && document.texts.length > 0 ? <CorrectLink transcriptId={id} /> : null}
            <CopyMenu transcript={transcript} />
            <DownloadMenu transcript={transcript} audio={audio} />
            <ShareButton
              transcript={transcript}
              isOwner={isOwner}
              hasAccounts={auth !== undefined && auth.backend !== 'none'}
              positionOf={() => playback?.time ?? startAt}
              onMode={(share_mode) =>
                update.mutate(
                  { share_mode },
                  { onError: (reason) => toast.failed(t('transcripts.sharingFailed'), reason) },
                )
              }
            />
            <MoreMenu
              onReprocess={mayProcess && !isWithheld ? actions.reprocess : undefined}
              onDelete={isOwner ? actions.askToDelete : undefined}
            />
          </>
        }
      />
      {view === 'text' && transcript.status !== 'ended' ? (
        <Alert className={classes.notice} color="gray" variant="light">
          <Trans i18nKey="transcripts.earlier.notice" components={{ progress: <Link to="?" /> }} />
        </Alert>
      ) : null}
      <MissingTracks
        tracks={transcript.missing_tracks ?? []}
        onRetry={isOwner && !isWithheld ? actions.reprocess : undefined}
      />
      {find.opened ? <FindBar find={find} /> : null}
      <div className={classes.zones}>
        {isPending ? (
          <div className={classes.loading} role="status" aria-label={t('transcripts.text.loading')}>
            {[92, 84, 88, 60, 90, 86, 40].map((width) => (
              <Skeleton key={width} height={14} my={14} width={`${width}%`} />
            ))}
          </div>
        ) : error && topics.length === 0 ? (
          <Message
            level={2}
            title={t('transcripts.text.notLoaded')}
            action={<Button onClick={() => void refetch()}>{t('common.tryAgain')}</Button>}
          >
            {t('transcripts.text.safe', { reason: endedSentenceOf(error) })}
          </Message>
        ) : document.texts.length === 0 ? (
          <Message level={2} title={t('transcripts.text.noSpeech')} icon={<MicOff size={22} aria-hidden />}>
            {t('transcripts.text.noSpeechWhy')}
          </Message>
        ) : (
          <TranscriptText
            document={document}
            participants={transcript.participants}
            playback={playback}
            onSpeaker={mayCorrect ? nameSpeaker : undefined}
            startAt={startAt}
          />
        )}
        {beside ? <aside className={classes.panel}>{panel}</aside> : null}
      </div>
      {beside ? null : (
        <div className={classes.sheetBar}>
          <Button
            variant="default"
            fullWidth
            size="xs"
            leftSection={<ListTree size={16} aria-hidden />}
            onClick={() => setSheetOpened(true)}
          >
            {t('transcripts.panel.open')}
          </Button>
        </div>
      )}
      {isWithheld ? (
        <div className={classes.deleted} role="note">
          <MicOff size={17} aria-hidden />
          <p>
            {transcript.audio_deleted
              ? t('transcripts.audioDeleted.done')
              : t('transcripts.audioDeleted.underWay')}
          </p>
          {isOwner ? (
            <Button variant="default" size="xs" onClick={() => setDeletionsOpened(true)}>
              {t('transcripts.audioDeleted.what')}
            </Button>
          ) : null}
        </div>
      ) : playback ? (
        <Player
          playback={playback}
          transcriptId={id}
          markers={markers}
          stepStart={(unit, seconds, step) =>
            neighbouringStart(unit === 'word' ? document.starts : paragraphStarts, seconds, step)
          }
        />
      ) : (
        <div className={classes.playerSpace} />
      )}
      {beside ? null : (
        <Drawer
          opened={sheetOpened}
          onClose={() => setSheetOpened(false)}
          position="bottom"
          size="80%"
          title={t('transcripts.panel.title')}
          classNames={{ body: classes.sheetBody, content: classes.sheet }}
        >
          {panel}
        </Drawer>
      )}
      {actions.dialog}
      {isOwner ? (
        <DeletionDialog
          transcriptId={id}
          opened={deletionsOpened}
          onClose={() => setDeletionsOpened(false)}
          answers={
            transcript.meeting_id === null ? undefined : (
              <AnswerList meetingId={transcript.meeting_id} isOpen={false} />
            )
          }
        />
      ) : null}
    </div>
  );
}

/** Puts the transcript's title on the lock screen and in the system's media controls. */
function useMediaSession(title: string, active: boolean) {
  useEffect(() => {
    if (!active || !('mediaSession' in navigator) || typeof MediaMetadata === 'undefined') return;
    navigator.mediaSession.metadata = new MediaMetadata({ title, artist: 'Reflector' });
    return () => {
      navigator.mediaSession.metadata = null;
    };
  }, [title, active]);
}
