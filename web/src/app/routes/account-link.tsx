import { Button, Skeleton } from '@mantine/core';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useLink } from '@/features/accounts/api/read-link';
import { LinkForm } from '@/features/accounts/components/link-form';
import classes from '@/features/accounts/components/form.module.css';
import { ApiError, sentenceOf } from '@/lib/api/api-error';
import { t } from '@/texts';

const words = {
  setup: { title: 'accounts.link.setup.title', text: 'accounts.link.setup.text' },
  invitation: { title: 'accounts.link.invitation.title', text: 'accounts.link.invitation.text' },
  reset: { title: 'accounts.link.reset.title', text: 'accounts.link.reset.text' },
} as const;

/** Where set-up links, invitations and reset links lead. */
export function Component() {
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const token = params.get('token') ?? '';
  const { data: link, error, isPending, refetch } = useLink(token);

  if (isPending) return <Skeleton height={320} role="status" aria-label={t('common.loading')} />;
  if (!link) {
    const dead = error instanceof ApiError && !error.unreachable && error.status < 500;
    return (
      <>
        <title>{t('common.pageTitle', { title: t('accounts.link.title') })}</title>
        <h1 className={classes.title}>
          {dead ? t('accounts.link.dead.title') : t('accounts.link.unreadable')}
        </h1>
        <p className={classes.text}>{dead ? t('accounts.link.dead.text') : sentenceOf(error)}</p>
        {dead ? (
          <Button component={Link} to="/sign-in" variant="default">
            {t('accounts.link.dead.toSignIn')}
          </Button>
        ) : (
          <Button onClick={() => void refetch()}>{t('common.tryAgain')}</Button>
        )}
      </>
    );
  }
  const { title, text } = words[link.purpose];
  return (
    <>
      <title>{t('common.pageTitle', { title: t(title) })}</title>
      <h1 className={classes.title}>{t(title)}</h1>
      <p className={classes.text}>{t(text)}</p>
      <LinkForm token={token} link={link} onSignedIn={() => void navigate('/', { replace: true })} />
    </>
  );
}
