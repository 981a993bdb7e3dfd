import { ActionIcon, Button, Checkbox, Menu, TextInput } from '@mantine/core';
import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
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
import classes from '@/components/list.module.css';

export function PeopleSection({ ownId, hasPasswords }: { ownId: string; hasPasswords: boolean }) {
  const people = usePeople();
  return (
    <>
      {hasPasswords ? (
        <Section
          title="Invite somebody"
          text="You get a link to hand over; it works once, for a week. Without an e-mail address whoever has the link chooses one."
        >
          <InviteForm />
          <OpenInvitations />
        </Section>
      ) : null}
      <Section title="People">
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
        label="Invitation link"
        text="Hand this link over yourself: Reflector sends no e-mail, and the link cannot be shown again."
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
          label="E-mail address"
          type="email"
          placeholder="Optional"
          autoComplete="off"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <Checkbox
          label="Administrator"
          mb={8}
          checked={administrator}
          onChange={(event) => setAdministrator(event.currentTarget.checked)}
        />
        <Button type="submit" loading={invite.isPending}>
          Create link
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
    <ul className={classes.list} aria-label="Open invitations">
      {invitations.map((invitation) => (
        <li key={invitation.id} className={classes.item}>
          <div className={classes.what}>
            <div className={classes.name}>
              {invitation.email ?? 'Anybody with the link'}
              {invitation.is_administrator ? <span className={classes.tag}>Administrator</span> : null}
            </div>
            <div className={classes.details}>
              Invited <When iso={invitation.created_at} />
            </div>
          </div>
          <Button
            variant="default"
            size="xs"
            aria-label={`Withdraw the invitation of ${invitation.email ?? 'anybody'}`}
            onClick={() =>
              withdraw.mutate(invitation.id, {
                onError: (error) => toast.failed('The invitation was not withdrawn', error),
              })
            }
          >
            Withdraw
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
      { onError: (error) => toast.failed(`Nothing was changed for ${person.name}`, error) },
    );
  return (
    <>
      {reset.data ? (
        <SecretOnce
          label="Reset link"
          text="Hand this link over yourself; it works once, for a day, and cannot be shown again."
          secret={reset.data.url}
          onDone={() => reset.reset()}
        />
      ) : null}
      <ul className={classes.list} aria-label="People">
        {people.map((person) => (
          <li key={person.id} className={classes.item}>
            <Initials name={person.name} />
            <div className={`${classes.what} ${person.disabled ? classes.dim : ''}`}>
              <div className={classes.name}>
                {person.name}
                {person.id === ownId ? <span className={classes.tag}>You</span> : null}
                {person.is_administrator ? <span className={classes.tag}>Administrator</span> : null}
                {person.disabled ? <span className={classes.tag}>Disabled</span> : null}
              </div>
              <div className={classes.details}>
                {person.email}
                {' · '}
                {person.last_sign_in_at === null ? (
                  'never signed in'
                ) : (
                  <>
                    signed in <When iso={person.last_sign_in_at} />
                  </>
                )}
              </div>
            </div>
            <Menu>
              <Menu.Target>
                <ActionIcon aria-label={`What to do with ${person.name}`}>
                  <Ellipsis size={18} aria-hidden />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                {hasPasswords && !person.disabled ? (
                  <Menu.Item
                    onClick={() =>
                      reset.mutate(person.id, {
                        onError: (error) => toast.failed('There is no reset link', error),
                      })
                    }
                  >
                    Create a reset link
                  </Menu.Item>
                ) : null}
                <Menu.Item onClick={() => change(person, { is_administrator: !person.is_administrator })}>
                  {person.is_administrator ? 'Take administrator rights away' : 'Make an administrator'}
                </Menu.Item>
                <Menu.Item onClick={() => change(person, { disabled: !person.disabled })}>
                  {person.disabled ? 'Enable the account' : 'Disable the account'}
                </Menu.Item>
                {person.id === ownId ? null : (
                  <>
                    <Menu.Divider />
                    <Menu.Item color="clay" onClick={() => setLeaving(person)}>
                      Delete…
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
