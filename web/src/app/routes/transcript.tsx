import { Button } from '@mantine/core';
import { Link, useLocation, useParams } from 'react-router';
import { Message } from '@/components/message';
import { PageSkeleton } from '@/components/page-skeleton';
import { usePrefetchedTopics } from '@/features/transcripts/api/get-topics-with-words';
import { useTranscript } from '@/features/transcripts/api/get-transcript';
import { ApiError, endedSentenceOf } from '@/lib/api/api-error';
import { useAuthState } from '@/lib/auth/auth-state';
import { signInPath } from '@/lib/auth/return-path';
import { titleOf } from '@/lib/title';
import { t } from '@/texts';
import { Processing } from './transcript/processing';
import { Reading } from './transcript/reading';
import { Uploading } from './transcript/uploading';
import { useView } from './transcript/use-view';

/** One address for a transcript from its empty beginning to its text; what it shows follows its status. */
export function Component() {
  const { transcriptId = '' } = useParams();
  const { data: transcript, error, isPending, refetch } = useTranscript(transcriptId);
  usePrefetchedTopics(transcriptId);
  const { view } = useView();
  const { data: auth } = useAuthState();
  const location = useLocation();

  if (isPending) {
    return (
      <>
        <title>{t('common.pageTitle', { title: t('transcripts.transcript') })}</title>
        <PageSkeleton />
      </>
    );
  }
  if (!transcript) {
    const missing = error instanceof ApiError && error.notFound;
    const refused = error instanceof ApiError && (error.status === 401 || error.status === 403);
    if (refused) {
      const stranger = auth !== undefined && auth.backend !== 'none' && auth.user === null;
      return (
        <>
          <title>{t('common.pageTitle', { title: t('transcripts.refused.page') })}</title>
          <Message
            title={t('transcripts.refused.title')}
            action={
              <Button component={Link} to={stranger ? signInPath(location) : '/'}>
                {stranger ? t('shell.signIn') : t('transcripts.goToList')}
              </Button>
            }
          >
            {stranger ? t('transcripts.refused.signIn') : t('transcripts.refused.ask')}
          </Message>
        </>
      );
    }
    return (
      <>
        <title>
          {t('common.pageTitle', {
            title: missing ? t('transcripts.missing.page') : t('transcripts.transcript'),
          })}
        </title>
        <Message
          title={missing ? t('transcripts.missing.title') : t('transcripts.notLoaded.title')}
          action={
            <>
              {missing ? null : <Button onClick={() => void refetch()}>{t('common.tryAgain')}</Button>}
              <Button variant={missing ? 'filled' : 'default'} component={Link} to="/">
                {t('transcripts.goToList')}
              </Button>
            </>
          }
        >
          {missing
            ? t('transcripts.missing.text')
            : t('transcripts.notLoaded.text', { reason: endedSentenceOf(error) })}
        </Message>
      </>
    );
  }

  const readable = transcript.status === 'ended' || view === 'text';
  return (
    <>
      <title>{t('common.pageTitle', { title: titleOf(transcript) })}</title>
      {readable ? (
        <Reading key={transcript.id} transcript={transcript} />
      ) : transcript.status === 'idle' ? (
        <Uploading transcript={transcript} />
      ) : (
        <Processing key={transcript.id} transcript={transcript} />
      )}
    </>
  );
}
