import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { AccountLink } from '@/lib/api/types';
import { useAcceptLink } from '../api/accept-link';
import { FormError } from '@/components/form-error';
import { t } from '@/texts';
import { PasswordField, shortestPassword } from './password-field';
import { useFirstField } from './use-first-field';
import classes from './form.module.css';

interface LinkFormProps {
  token: string;
  link: AccountLink;
  onSignedIn: () => void;
}

/** What a set-up, invitation or reset link asks for: who one is, where that is open, and a password. */
export function LinkForm({ token, link, onSignedIn }: LinkFormProps) {
  const isNew = link.purpose !== 'reset';
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [tooShort, setTooShort] = useState(false);
  const accept = useAcceptLink();
  const form = useFirstField();
  const submit = () => {
    if (accept.isPending) return;
    setTooShort(password.length < shortestPassword);
    if (password.length < shortestPassword) return;
    accept.mutate(
      { token, password, ...(link.email === null ? { email } : {}), ...(isNew ? { name } : {}) },
      { onSuccess: onSignedIn },
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
      {link.email === null ? (
        <TextInput
          label={t('accounts.email')}
          description={t('accounts.link.emailHint')}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
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
      ) : (
        <>
          <p className={classes.who}>{link.email}</p>
          {/* For password managers, which save it with the password. */}
          <input type="hidden" name="email" autoComplete="username" value={link.email} />
        </>
      )}
      {isNew ? (
        <TextInput
          label={t('accounts.yourName')}
          description={t('accounts.link.nameHint')}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          name="name"
          size="md"
          autoComplete="name"
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      ) : null}
      <PasswordField
        label={isNew ? t('accounts.password.title') : t('accounts.password.new')}
        description={t('accounts.password.length', { shortest: shortestPassword })}
        name="password"
        size="md"
        autoComplete="new-password"
        required
        withAsterisk={false}
        maxLength={256}
        error={
          tooShort && password.length < shortestPassword
            ? t('accounts.password.tooShort', { shortest: shortestPassword })
            : null
        }
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <FormError error={accept.error} />
      <Button type="submit" size="md" fullWidth loading={accept.isPending}>
        {isNew ? t('accounts.link.create') : t('accounts.link.saveAndSignIn')}
      </Button>
    </form>
  );
}
