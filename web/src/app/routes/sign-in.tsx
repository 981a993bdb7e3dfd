import { Button, Skeleton } from '@mantine/core';
import { LogIn } from 'lucide-react';
import { Navigate, useNavigate, useSearchParams } from 'react-router';
import { FormError } from '@/components/form-error';
import { SignInForm } from '@/features/accounts/components/sign-in-form';
import classes from '@/features/accounts/components/form.module.css';
import { ApiError, sentenceOf } from '@/lib/api/api-error';
import { useAuthState } from '@/lib/auth/auth-state';
import { returnPath } from '@/lib/auth/return-path';
import { t } from '@/texts';

/** What the provider's way back says went wrong. */
function sentenceAbout(failure: string): string {
  switch (failure) {
    case 'denied':
      return t('accounts.signIn.failed.denied');
    case 'disabled':
      return t('accounts.signIn.failed.disabled');
    case 'email_taken':
      return t('accounts.signIn.failed.emailTaken');
    case 'email_missing':
      return t('accounts.signIn.failed.emailMissing');
    case 'not_allowed':
      return t('accounts.signIn.failed.notAllowed');
    default:
      return t('accounts.signIn.failed.provider');
  }
}

export function Component() {
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const { data: auth, error, isPending, refetch } = useAuthState();
  const target = returnPath(params.get('return_to'));
  const failure = params.get('error');

  return (
    <>
      <title>{t('common.pageTitle', { title: t('accounts.signIn.title') })}</title>
      {isPending ? (
        <Skeleton height={220} role="status" aria-label={t('common.loading')} />
      ) : !auth ? (
        <>
          <h1 className={classes.title}>{t('accounts.signIn.unreachable')}</h1>
          <p className={classes.text}>{sentenceOf(error)}</p>
          <Button onClick={() => void refetch()}>{t('common.tryAgain')}</Button>
        </>
      ) : auth.backend === 'none' || auth.user ? (
        <Navigate to={target} replace />
      ) : auth.needs_setup ? (
        <>
          <h1 className={classes.title}>{t('accounts.signIn.needsSetup.title')}</h1>
          <p className={classes.text}>{t('accounts.signIn.needsSetup.text')}</p>
        </>
      ) : (
        <>
          <h1 className={classes.title}>{t('accounts.signIn.title')}</h1>
          <p className={classes.text}>{t('accounts.signIn.why')}</p>
          {auth.backend === 'password' ? (
            <SignInForm onSignedIn={() => void navigate(target, { replace: true })} />
          ) : (
            <div className={classes.form}>
              <FormError error={failure === null ? null : new ApiError(401, sentenceAbout(failure))} />
              <Button
                size="md"
                fullWidth
                component="a"
                href={`/v1/auth/oidc/start?return_to=${encodeURIComponent(target)}`}
                leftSection={<LogIn size={18} aria-hidden />}
              >
                {t('accounts.signIn.with', { provider: auth.provider_name })}
              </Button>
            </div>
          )}
        </>
      )}
    </>
  );
}
