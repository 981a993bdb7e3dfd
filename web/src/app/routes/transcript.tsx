import { Button } from '@mantine/core';
import { Link, useLocation, useParams } from 'react-router';
import { Message } from '@/components/message';
import { PageSkeleton } from '@/components/page-skeleton';
import { usePrefetchedTopics } from '@/features/transcripts/api/get-topics-with-words';
import { useTranscript } from '@/features/transcripts/api/get-transcript';
import { ApiError, sentenceOf } from '@/lib/api/api-error';
import { useAuthState } from '@/lib/auth/auth-state';
import { signInPath } from '@/lib/auth/return-path';
import { titleOf } from '@/lib/title';
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
        <title>Transcript · Reflector</title>
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
          <title>No access · Reflector</title>
          <Message
            title="You cannot see this transcript"
            action={
              <Button component={Link} to={stranger ? signInPath(location) : '/'}>
                {stranger ? 'Sign in' : 'Go to transcripts'}
              </Button>
            }
          >
            {stranger
              ? 'It is not public. Sign in with an account that may see it.'
              : 'It belongs to somebody else. Ask them to share it.'}
          </Message>
        </>
      );
    }
    return (
      <>
        <title>{missing ? 'Not found · Reflector' : 'Transcript · Reflector'}</title>
        <Message
          title={missing ? 'This transcript does not exist' : 'The transcript could not be loaded'}
          action={
            <>
              {missing ? null : <Button onClick={() => void refetch()}>Try again</Button>}
              <Button variant={missing ? 'filled' : 'default'} component={Link} to="/">
                Go to transcripts
              </Button>
            </>
          }
        >
          {missing
            ? 'It was deleted, or the link is incomplete.'
            : `${sentenceOf(error)} Nothing is lost: the transcript is on the server.`}
        </Message>
      </>
    );
  }

  const readable = transcript.status === 'ended' || view === 'text';
  return (
    <>
      <title>{`${titleOf(transcript)} · Reflector`}</title>
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
