import { Button, Skeleton } from '@mantine/core';
import { LogIn } from 'lucide-react';
import { Navigate, useNavigate, useSearchParams } from 'react-router';
import { FormError } from '@/components/form-error';
import { SignInForm } from '@/features/accounts/components/sign-in-form';
import classes from '@/features/accounts/components/form.module.css';
import { ApiError, sentenceOf } from '@/lib/api/api-error';
import { useAuthState } from '@/lib/auth/auth-state';
import { returnPath } from '@/lib/auth/return-path';

/** What the provider's way back says went wrong. */
const failures: Record<string, string> = {
  denied: 'The sign-in was called off',
  disabled: 'This account is disabled: ask an administrator',
  email_taken:
    'There is an account with this e-mail address already, and your provider does not vouch that the address is yours',
  email_missing: 'Your provider did not tell your e-mail address, which is needed',
  not_allowed: 'This account may not sign in here: ask an administrator',
  provider: 'The provider did not answer as it should: try again in a moment',
};

export function Component() {
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const { data: auth, error, isPending, refetch } = useAuthState();
  const target = returnPath(params.get('return_to'));
  const failure = params.get('error');

  return (
    <>
      <title>Sign in · Reflector</title>
      {isPending ? (
        <Skeleton height={220} role="status" aria-label="Loading" />
      ) : !auth ? (
        <>
          <h1 className={classes.title}>The server does not answer</h1>
          <p className={classes.text}>{sentenceOf(error)}</p>
          <Button onClick={() => void refetch()}>Try again</Button>
        </>
      ) : auth.backend === 'none' || auth.user ? (
        <Navigate to={target} replace />
      ) : auth.needs_setup ? (
        <>
          <h1 className={classes.title}>Nearly ready</h1>
          <p className={classes.text}>
            Nobody can sign in yet. The server has printed a link where it was started: open it to become the
            first administrator.
          </p>
        </>
      ) : (
        <>
          <h1 className={classes.title}>Sign in</h1>
          <p className={classes.text}>To see your transcripts and rooms.</p>
          {auth.backend === 'password' ? (
            <SignInForm onSignedIn={() => void navigate(target, { replace: true })} />
          ) : (
            <div className={classes.form}>
              <FormError
                error={
                  failure === null ? null : new ApiError(401, failures[failure] ?? failures.provider ?? '')
                }
              />
              <Button
                size="md"
                fullWidth
                component="a"
                href={`/v1/auth/oidc/start?return_to=${encodeURIComponent(target)}`}
                leftSection={<LogIn size={18} aria-hidden />}
              >
                Continue with {auth.provider_name}
              </Button>
            </div>
          )}
        </>
      )}
    </>
  );
}
