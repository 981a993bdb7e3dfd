import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { Message } from '@/components/message';
import { PageSkeleton } from '@/components/page-skeleton';
import { toast } from '@/components/toast';
import { CorrectionView } from '@/features/correction/components/correction-view';
import { Player } from '@/features/player/components/player';
import { useTopicsWithWords } from '@/features/transcripts/api/get-topics-with-words';
import { useTranscript } from '@/features/transcripts/api/get-transcript';
import { useUpdateTranscript } from '@/features/transcripts/api/update-transcript';
import { sentenceOf } from '@/lib/api/api-error';
import type { TopicWithWords, Transcript } from '@/lib/api/types';
import { useFollowedText } from '@/lib/events/use-followed-text';
import { useMe } from '@/lib/me';
import { usePlayback } from '@/lib/playback';
import { titleOf } from '@/lib/title';
import { t } from '@/texts';

/** Puts a transcript right: who said what, word by word. */
export function Component() {
  const { transcriptId = '' } = useParams();
  const transcript = useTranscript(transcriptId);
  const topics = useTopicsWithWords(transcriptId);
  const { data: me, isPending: isUnknown } = useMe();
  const back = (
    <Button component={Link} to={`/transcripts/${transcriptId}`}>
      {t('correction.goToTranscript')}
    </Button>
  );

  const error = transcript.error ?? topics.error;
  if (error && !(transcript.data && topics.data)) {
    return (
      <Message title={t('correction.notLoaded')} action={back}>
        {sentenceOf(error)}
      </Message>
    );
  }
  if (!transcript.data || !topics.data || isUnknown) return <PageSkeleton />;
  const mayCorrect = me != null && (transcript.data.user_id === null || transcript.data.user_id === me.sub);
  const title = t('common.pageTitle', { title: t('correction.page', { title: titleOf(transcript.data) }) });
  if (!mayCorrect) {
    return (
      <Message title={t('correction.notAllowed.title')} action={back}>
        {t('correction.notAllowed.text')}
      </Message>
    );
  }
  if (transcript.data.status !== 'ended') {
    return (
      <Message title={t('correction.unfinished.title')} action={back}>
        {t('correction.unfinished.text')}
      </Message>
    );
  }
  if (topics.data.length === 0) {
    return (
      <Message title={t('correction.noWords.title')} action={back}>
        {t('correction.noWords.text')}
      </Message>
    );
  }
  return (
    <>
      <title>{title}</title>
      <Correcting
        key={transcriptId}
        transcript={transcript.data}
        topics={topics.data}
        isOwner={transcript.data.user_id !== null}
      />
    </>
  );
}

interface CorrectingProps {
  transcript: Transcript;
  topics: TopicWithWords[];
  isOwner: boolean;
}

function Correcting({ transcript, topics, isOwner }: CorrectingProps) {
  const { id } = transcript;
  useFollowedText(id, 0);
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const update = useUpdateTranscript(id);
  const isWithheld = transcript.audio_deleted === true || transcript.audio_deletion_requested_at !== null;
  const audio = isWithheld ? null : `/v1/transcripts/${encodeURIComponent(id)}/audio/mp3`;
  const playback = usePlayback(audio, transcript.duration / 1000, 0);
  const markers = useMemo(
    () => topics.map(({ id: topicId, title, timestamp }) => ({ id: topicId, title, start: timestamp })),
    [topics],
  );
  const leave = () => void navigate(`/transcripts/${id}`);
  const done = () => {
    // Only its owner says that a transcript is reviewed.
    if (!isOwner || transcript.reviewed) return leave();
    update.mutate(
      { reviewed: true },
      { onSuccess: leave, onError: (error) => toast.failed(t('correction.failed.review'), error) },
    );
  };
  const voice = search.get('voice');
  return (
    <CorrectionView
      transcript={transcript}
      topics={topics}
      playback={playback}
      initialVoice={voice !== null && /^\d+$/.test(voice) ? Number(voice) : null}
      onDone={done}
      player={(onHelp) =>
        playback ? (
          <Player
            playback={playback}
            transcriptId={id}
            markers={markers}
            stepStart={() => null}
            onHelp={onHelp}
          />
        ) : null
      }
    />
  );
}
