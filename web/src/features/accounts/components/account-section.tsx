import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { toast } from '@/components/toast';
import type { SignedInUser } from '@/lib/api/types';
import { useRename } from '../api/rename';
import { useSignOut } from '../api/sign-out';
import { ChangePasswordForm } from './change-password-form';
import { FormError } from '@/components/form-error';
import { Section } from '@/components/section';
import classes from './account-section.module.css';

export function AccountSection({ user, hasPasswords }: { user: SignedInUser; hasPasswords: boolean }) {
  const [name, setName] = useState(user.name);
  const rename = useRename();
  const signOut = useSignOut();
  return (
    <>
      <Section title="You" text={user.email}>
        <form
          className={classes.row}
          onSubmit={(event) => {
            event.preventDefault();
            rename.mutate(name, {
              onSuccess: (saved) => {
                setName(saved.name);
                toast.done('Your name was saved.');
              },
            });
          }}
        >
          <TextInput
            label="Your name"
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
            Save
          </Button>
        </form>
        <FormError error={rename.error} />
      </Section>
      {hasPasswords ? (
        <Section title="Password" text="Changing it signs you out everywhere else.">
          <ChangePasswordForm email={user.email} />
        </Section>
      ) : null}
      <Section
        title="Sign out everywhere"
        text="Ends every session of yours at once, this one too: on a lost phone, on a borrowed computer. API keys go on working until you revoke them."
        action={
          <Button
            variant="default"
            loading={signOut.isPending}
            onClick={() =>
              signOut.mutate(
                { everywhere: true },
                { onError: (error) => toast.failed('You are still signed in', error) },
              )
            }
          >
            Sign out everywhere
          </Button>
        }
      />
    </>
  );
}
