import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { toast } from '@/components/toast';
import type { SignedInUser } from '@/lib/api/types';
import { useRename } from '../api/rename';
import { useSignOut } from '../api/sign-out';
import { ChangePasswordForm } from './change-password-form';
import { FormError } from '@/components/form-error';
import { Section } from '@/components/section';
import { t } from '@/texts';
import classes from './account-section.module.css';

export function AccountSection({ user, hasPasswords }: { user: SignedInUser; hasPasswords: boolean }) {
  const [name, setName] = useState(user.name);
  const rename = useRename();
  const signOut = useSignOut();
  return (
    <>
      <Section title={t('accounts.profile.title')} text={user.email}>
        <form
          className={classes.row}
          onSubmit={(event) => {
            event.preventDefault();
            rename.mutate(name, {
              onSuccess: (saved) => {
                setName(saved.name);
                toast.done(t('accounts.profile.nameSaved'));
              },
            });
          }}
        >
          <TextInput
            label={t('accounts.yourName')}
            autoComplete="name"
            maxLength={200}
            className={classes.field}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button
            type="submit"
            variant="default"
            loading={rename.isPending}
            disabled={name.trim() === user.name}
          >
            {t('common.save')}
          </Button>
        </form>
        <FormError error={rename.error} />
      </Section>
      {hasPasswords ? (
        <Section title={t('accounts.password.title')} text={t('accounts.password.hint')}>
          <ChangePasswordForm email={user.email} />
        </Section>
      ) : null}
      <Section
        title={t('accounts.signOut.everywhere')}
        text={t('accounts.signOut.hint')}
        action={
          <Button
            variant="default"
            loading={signOut.isPending}
            onClick={() =>
              signOut.mutate(
                { everywhere: true },
                { onError: (error) => toast.failed(t('accounts.signOut.failed'), error) },
              )
            }
          >
            {t('accounts.signOut.everywhere')}
          </Button>
        }
      />
    </>
  );
}
