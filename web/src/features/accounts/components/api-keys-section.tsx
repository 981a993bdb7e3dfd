import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Trans } from 'react-i18next';
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
import { t } from '@/texts';
import classes from '@/components/list.module.css';

const scopeInWords = (scope: ApiKeyScope) =>
  scope === 'write' ? t('accounts.keys.write') : t('accounts.keys.read');

export function ApiKeysSection() {
  const keys = useApiKeys();
  const [leaving, setLeaving] = useState<ApiKey | null>(null);
  const revoke = useRevokeApiKey();
  return (
    <Section title={t('accounts.keys.title')} text={t('accounts.keys.text')}>
      <CreateKey />
      <Loaded query={keys}>
        {(list) =>
          list.length === 0 ? (
            <p className={classes.empty}>{t('accounts.keys.none')}</p>
          ) : (
            <ul className={classes.list} aria-label={t('accounts.keys.title')}>
              {list.map((key) => (
                <li key={key.id} className={classes.item}>
                  <div className={classes.what}>
                    <div className={classes.name}>
                      {key.name ?? t('accounts.keys.unnamed')}
                      <span className={classes.tag}>{scopeInWords(key.scope)}</span>
                    </div>
                    <div className={classes.details}>
                      <Trans
                        i18nKey="accounts.keys.made"
                        components={{ when: <When iso={key.created_at} /> }}
                      />
                      {' · '}
                      {key.last_used_at === null ? (
                        t('accounts.keys.neverUsed')
                      ) : (
                        <Trans
                          i18nKey="accounts.keys.lastUsed"
                          components={{ when: <When iso={key.last_used_at} /> }}
                        />
                      )}
                    </div>
                  </div>
                  <Button
                    variant="default"
                    size="xs"
                    aria-label={
                      key.name === null
                        ? t('accounts.keys.revoke.unnamed')
                        : t('accounts.keys.revoke.named', { name: key.name })
                    }
                    onClick={() => setLeaving(key)}
                  >
                    {t('accounts.keys.revoke.action')}
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <ConfirmDialog
        opened={leaving !== null}
        title={t('accounts.keys.revoke.title')}
        text={
          leaving?.name == null
            ? t('accounts.keys.revoke.textUnnamed')
            : t('accounts.keys.revoke.text', { name: leaving.name })
        }
        action={t('accounts.keys.revoke.action')}
        onClose={() => setLeaving(null)}
        onConfirm={() => {
          if (leaving === null) return;
          setLeaving(null);
          revoke.mutate(leaving.id, {
            onSuccess: () => toast.done(t('accounts.keys.revoke.done')),
            onError: (error) => toast.failed(t('accounts.keys.revoke.failed'), error),
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
        label={t('accounts.keys.created.label')}
        copyLabel={t('accounts.keys.created.copy')}
        text={t('accounts.keys.created.text')}
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
          label={t('accounts.keys.purpose')}
          placeholder={t('accounts.keys.purposeExample')}
          maxLength={200}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('accounts.keys.scope')}
          data={(['read', 'write'] as const).map((value) => ({ value, label: scopeInWords(value) }))}
          value={scope}
          onChange={(event) => setScope(event.currentTarget.value === 'write' ? 'write' : 'read')}
        />
        <Button type="submit" loading={create.isPending}>
          {t('accounts.keys.create')}
        </Button>
      </form>
      <FormError error={create.error} />
    </>
  );
}
