import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { toast } from '@/components/toast';
import { When } from '@/components/when';
import type { ApiKey, ApiKeyScope } from '@/lib/api/types';
import { useCreateApiKey } from '../api/create-api-key';
import { useApiKeys } from '../api/get-api-keys';
import { useRevokeApiKey } from '../api/revoke-api-key';
import { ConfirmDialog } from './confirm-dialog';
import { FormError } from '@/components/form-error';
import { Loaded } from '@/components/loaded';
import { SecretOnce } from './secret-once';
import { Section } from '@/components/section';
import classes from '@/components/list.module.css';

const scopes: { value: ApiKeyScope; label: string }[] = [
  { value: 'read', label: 'Read only' },
  { value: 'write', label: 'Read and change' },
];

export function ApiKeysSection() {
  const keys = useApiKeys();
  const [leaving, setLeaving] = useState<ApiKey | null>(null);
  const revoke = useRevokeApiKey();
  return (
    <Section
      title="API keys"
      text="For programs and scripts that work in your name. Send a key as the header X-API-Key; anybody who has it can do what it allows."
    >
      <CreateKey />
      <Loaded query={keys}>
        {(list) =>
          list.length === 0 ? (
            <p className={classes.empty}>
              No keys yet. Make one for each program, to be able to revoke it alone.
            </p>
          ) : (
            <ul className={classes.list} aria-label="API keys">
              {list.map((key) => (
                <li key={key.id} className={classes.item}>
                  <div className={classes.what}>
                    <div className={classes.name}>
                      {key.name ?? 'Without a name'}
                      <span className={classes.tag}>
                        {scopes.find(({ value }) => value === key.scope)?.label}
                      </span>
                    </div>
                    <div className={classes.details}>
                      Made <When iso={key.created_at} />
                      {' · '}
                      {key.last_used_at === null ? (
                        'never used'
                      ) : (
                        <>
                          last used <When iso={key.last_used_at} />
                        </>
                      )}
                    </div>
                  </div>
                  <Button
                    variant="default"
                    size="xs"
                    aria-label={`Revoke ${key.name ?? 'the key without a name'}`}
                    onClick={() => setLeaving(key)}
                  >
                    Revoke
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <ConfirmDialog
        opened={leaving !== null}
        title="Revoke this API key?"
        text={`Whatever uses “${leaving?.name ?? 'the key without a name'}” stops working at once. A key cannot be brought back.`}
        action="Revoke"
        onClose={() => setLeaving(null)}
        onConfirm={() => {
          if (leaving === null) return;
          setLeaving(null);
          revoke.mutate(leaving.id, {
            onSuccess: () => toast.done('The key was revoked.'),
            onError: (error) => toast.failed('The key was not revoked', error),
          });
        }}
      />
    </Section>
  );
}

function CreateKey() {
  const [name, setName] = useState('');
  const [scope, setScope] = useState<ApiKeyScope>('read');
  const create = useCreateApiKey();
  if (create.data) {
    return (
      <SecretOnce
        label="API key"
        text="Copy the key now: it is not stored and cannot be shown again."
        secret={create.data.key}
        onDone={() => {
          create.reset();
          setName('');
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
          if (!create.isPending) create.mutate({ name: name.trim() === '' ? null : name, scope });
        }}
      >
        <TextInput
          className={classes.field}
          label="What is it for?"
          placeholder="Import from the archive"
          maxLength={200}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NativeSelect
          label="It may"
          data={scopes}
          value={scope}
          onChange={(event) => setScope(event.currentTarget.value === 'write' ? 'write' : 'read')}
        />
        <Button type="submit" loading={create.isPending}>
          Create key
        </Button>
      </form>
      <FormError error={create.error} />
    </>
  );
}
