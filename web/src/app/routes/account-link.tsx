import { Button, Skeleton } from '@mantine/core';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useLink } from '@/features/accounts/api/read-link';
import { LinkForm } from '@/features/accounts/components/link-form';
import classes from '@/features/accounts/components/form.module.css';
import { ApiError, sentenceOf } from '@/lib/api/api-error';

const words = {
  setup: {
    title: 'Set Reflector up',
    text: 'You become the first administrator. Everybody else is invited by you.',
  },
  invitation: { title: 'Welcome', text: 'You are invited to this Reflector. Choose how you sign in.' },
  reset: { title: 'Choose a new password', text: 'You are signed out everywhere else.' },
};

/** Where set-up links, invitations and reset links lead. */
export function Component() {
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const token = params.get('token') ?? '';
  const { data: link, error, isPending, refetch } = useLink(token);

  if (isPending) return <Skeleton height={320} role="status" aria-label="Loading" />;
  if (!link) {
    const dead = error instanceof ApiError && !error.unreachable && error.status < 500;
    return (
      <>
        <title>Link · Reflector</title>
        <h1 className={classes.title}>
          {dead ? 'This link does not work any more' : 'The link could not be read'}
        </h1>
        <p className={classes.text}>
          {dead
            ? 'It was used already, is too old, or is incomplete. Ask an administrator for a new one.'
            : sentenceOf(error)}
        </p>
        {dead ? (
          <Button component={Link} to="/sign-in" variant="default">
            Go to sign-in
          </Button>
        ) : (
          <Button onClick={() => void refetch()}>Try again</Button>
        )}
      </>
    );
  }
  const { title, text } = words[link.purpose];
  return (
    <>
      <title>{`${title} · Reflector`}</title>
      <h1 className={classes.title}>{title}</h1>
      <p className={classes.text}>{text}</p>
      <LinkForm token={token} link={link} onSignedIn={() => void navigate('/', { replace: true })} />
    </>
  );
}
