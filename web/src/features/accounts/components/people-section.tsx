import { ActionIcon, Button, Checkbox, Menu, TextInput } from '@mantine/core';
import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { Trans } from 'react-i18next';
import { toast } from '@/components/toast';
import { When } from '@/components/when';
import type { Person } from '@/lib/api/types';
import { useCreateResetLink } from '../api/create-reset-link';
import { useInvitations } from '../api/get-invitations';
import { usePeople } from '../api/get-people';
import { useInvite } from '../api/invite';
import { useUpdatePerson, type PersonChange } from '../api/update-person';
import { useWithdrawInvitation } from '../api/withdraw-invitation';
import { DeletePersonDialog } from './delete-person-dialog';
import { FormError } from '@/components/form-error';
import { Initials } from './initials';
import { Loaded } from '@/components/loaded';
import { SecretOnce } from './secret-once';
import { Section } from '@/components/section';
import { t } from '@/texts';
import classes from '@/components/list.module.css';

export function PeopleSection({ ownId, hasPasswords }: { ownId: string; hasPasswords: boolean }) {
  const people = usePeople();
  return (
    <>
      {hasPasswords ? (
        <Section title={t('accounts.invitations.title')} text={t('accounts.invitations.text')}>
          <InviteForm />
          <OpenInvitations />
        </Section>
      ) : null}
      <Section title={t('accounts.people.title')}>
        <Loaded query={people}>
          {(list) => <PeopleList people={list} ownId={ownId} hasPasswords={hasPasswords} />}
        </Loaded>
      </Section>
    </>
  );
}

function InviteForm() {
  const [email, setEmail] = useState('');
  const [administrator, setAdministrator] = useState(false);
  const invite = useInvite();
  if (invite.data) {
    return (
      <SecretOnce
        label={t('accounts.invitations.created.label')}
        copyLabel={t('accounts.invitations.created.copy')}
        text={t('accounts.invitations.created.text')}
        secret={invite.data.url}
        onDone={() => {
          invite.reset();
          setEmail('');
          setAdministrator(false);
        }}
      />
    );
  }
  return (
    <>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (invite.isPending) return;
          invite.mutate({ email: email.trim() === '' ? null : email, is_administrator: administrator });
        }}
      >
        <TextInput
          className={classes.field}
          label={t('accounts.email')}
          type="email"
          placeholder={t('accounts.invitations.optional')}
          autoComplete="off"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <Checkbox
          label={t('accounts.people.administrator')}
          mb={8}
          checked={administrator}
          onChange={(event) => setAdministrator(event.currentTarget.checked)}
        />
        <Button type="submit" loading={invite.isPending}>
          {t('accounts.invitations.create')}
        </Button>
      </form>
      <FormError error={invite.error} />
    </>
  );
}

function OpenInvitations() {
  const { data: invitations } = useInvitations(true);
  const withdraw = useWithdrawInvitation();
  if (!invitations || invitations.length === 0) return null;
  return (
    <ul className={classes.list} aria-label={t('accounts.invitations.open')}>
      {invitations.map((invitation) => (
        <li key={invitation.id} className={classes.item}>
          <div className={classes.what}>
            <div className={classes.name}>
              {invitation.email ?? t('accounts.invitations.anybody')}
              {invitation.is_administrator ? (
                <span className={classes.tag}>{t('accounts.people.administrator')}</span>
              ) : null}
            </div>
            <div className={classes.details}>
              <Trans
                i18nKey="accounts.invitations.invited"
                components={{ when: <When iso={invitation.created_at} /> }}
              />
            </div>
          </div>
          <Button
            variant="default"
            size="xs"
            aria-label={
              invitation.email === null
                ? t('accounts.invitations.withdraw.ofAnybody')
                : t('accounts.invitations.withdraw.of', { email: invitation.email })
            }
            onClick={() =>
              withdraw.mutate(invitation.id, {
                onError: (error) => toast.failed(t('accounts.invitations.withdraw.failed'), error),
              })
            }
          >
            {t('accounts.invitations.withdraw.action')}
          </Button>
        </li>
      ))}
    </ul>
  );
}

function PeopleList({
  people,
  ownId,
  hasPasswords,
}: {
  people: Person[];
  ownId: string;
  hasPasswords: boolean;
}) {
  const [leaving, setLeaving] = useState<Person | null>(null);
  const reset = useCreateResetLink();
  const update = useUpdatePerson();
  const change = (person: Person, what: PersonChange) =>
    update.mutate(
      { id: person.id, change: what },
      { onError: (error) => toast.failed(t('accounts.people.notChanged', { name: person.name }), error) },
    );
  return (
    <>
      {reset.data ? (
        <SecretOnce
          label={t('accounts.people.reset.label')}
          copyLabel={t('accounts.people.reset.copy')}
          text={t('accounts.people.reset.text')}
          secret={reset.data.url}
          onDone={() => reset.reset()}
        />
      ) : null}
      <ul className={classes.list} aria-label={t('accounts.people.title')}>
        {people.map((person) => (
          <li key={person.id} className={classes.item}>
            <Initials name={person.name} />
            <div className={`${classes.what} ${person.disabled ? classes.dim : ''}`}>
              <div className={classes.name}>
                {person.name}
                {person.id === ownId ? <span className={classes.tag}>{t('accounts.people.you')}</span> : null}
                {person.is_administrator ? (
                  <span className={classes.tag}>{t('accounts.people.administrator')}</span>
                ) : null}
                {person.disabled ? (
                  <span className={classes.tag}>{t('accounts.people.disabled')}</span>
                ) : null}
              </div>
              <div className={classes.details}>
                {person.email}
                {' · '}
                {person.last_sign_in_at === null ? (
                  t('accounts.people.neverSignedIn')
                ) : (
                  <Trans
                    i18nKey="accounts.people.signedIn"
                    components={{ when: <When iso={person.last_sign_in_at} /> }}
                  />
                )}
              </div>
            </div>
            <Menu>
              <Menu.Target>
                <ActionIcon aria-label={t('accounts.people.actions', { name: person.name })}>
                  <Ellipsis size={18} aria-hidden />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                {hasPasswords && !person.disabled ? (
                  <Menu.Item
                    onClick={() =>
                      reset.mutate(person.id, {
                        onError: (error) => toast.failed(t('accounts.people.reset.failed'), error),
                      })
                    }
                  >
                    {t('accounts.people.reset.create')}
                  </Menu.Item>
                ) : null}
                <Menu.Item onClick={() => change(person, { is_administrator: !person.is_administrator })}>
                  {person.is_administrator
                    ? t('accounts.people.endAdministrator')
                    : t('accounts.people.makeAdministrator')}
                </Menu.Item>
                <Menu.Item onClick={() => change(person, { disabled: !person.disabled })}>
                  {person.disabled ? t('accounts.people.enable') : t('accounts.people.disable')}
                </Menu.Item>
                {person.id === ownId ? null : (
                  <>
                    <Menu.Divider />
                    <Menu.Item color="clay" onClick={() => setLeaving(person)}>
                      {t('accounts.people.delete.open')}
                    </Menu.Item>
                  </>
                )}
              </Menu.Dropdown>
            </Menu>
          </li>
        ))}
      </ul>
      <DeletePersonDialog
        key={leaving?.id ?? 'none'}
        person={leaving}
        others={people.filter(({ id, disabled }) => id !== leaving?.id && !disabled)}
        onClose={() => setLeaving(null)}
      />
    </>
  );
}
