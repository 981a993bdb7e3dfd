import { Button, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { useSignIn } from '../api/sign-in';
import { FormError } from '@/components/form-error';
import { t } from '@/texts';
import { PasswordField } from './password-field';
import { useFirstField } from './use-first-field';
import classes from './form.module.css';

/** E-mail address and password. */
export function SignInForm({ onSignedIn }: { onSignedIn: () => void }) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const passwordField = useRef<HTMLInputElement>(null);
  const signIn = useSignIn();
  const form = useFirstField();
  const submit = () => {
    if (signIn.isPending) return;
    signIn.mutate(
      { email, password },
      {
        onSuccess: onSignedIn,
        onError: () => passwordField.current?.select(),
      },
    );
  };
  return (
    <form
      ref={form}
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextInput
        label={t('accounts.email')}
        name="email"
        type="email"
        size="md"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        withAsterisk={false}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <PasswordField
        ref={passwordField}
        label={t('accounts.password.title')}
        name="password"
        size="md"
        autoComplete="current-password"
        required
        withAsterisk={false}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <FormError error={signIn.error} />
      <Button type="submit" size="md" fullWidth loading={signIn.isPending}>
        {t('accounts.signIn.title')}
      </Button>
    </form>
  );
}
