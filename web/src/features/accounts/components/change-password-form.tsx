import { Button } from '@mantine/core';
import { useState } from 'react';
import { toast } from '@/components/toast';
import { useChangePassword } from '../api/change-password';
import { FormError } from '@/components/form-error';
import { t } from '@/texts';
import { PasswordField, shortestPassword } from './password-field';
import classes from './account-section.module.css';

export function ChangePasswordForm({ email }: { email: string }) {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [tooShort, setTooShort] = useState(false);
  const change = useChangePassword();
  const submit = () => {
    setTooShort(next.length < shortestPassword);
    if (next.length < shortestPassword || change.isPending) return;
    change.mutate(
      { current_password: current, new_password: next },
      {
        onSuccess: () => {
          setCurrent('');
          setNext('');
          toast.done(t('accounts.password.changed'));
        },
      },
    );
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <input type="hidden" name="email" autoComplete="username" value={email} />
      <PasswordField
        label={t('accounts.password.current')}
        autoComplete="current-password"
        required
        withAsterisk={false}
        value={current}
        onChange={(event) => setCurrent(event.currentTarget.value)}
      />
      <PasswordField
        label={t('accounts.password.new')}
        description={t('accounts.password.length', { shortest: shortestPassword })}
        autoComplete="new-password"
        required
        withAsterisk={false}
        maxLength={256}
        error={
          tooShort && next.length < shortestPassword
            ? t('accounts.password.tooShort', { shortest: shortestPassword })
            : null
        }
        value={next}
        onChange={(event) => setNext(event.currentTarget.value)}
      />
      <FormError error={change.error} />
      <div>
        <Button type="submit" variant="default" loading={change.isPending}>
          {t('accounts.password.change')}
        </Button>
      </div>
    </form>
  );
}
