import { Button, Group, Modal, NativeSelect, Text } from '@mantine/core';
import { useState } from 'react';
import { toast } from '@/components/toast';
import type { Person } from '@/lib/api/types';
import { useDeletePerson } from '../api/delete-person';
import { FormError } from '@/components/form-error';
import { t } from '@/texts';

interface DeletePersonDialogProps {
  person: Person | null;
  others: Person[];
  onClose: () => void;
}

/** Deletes an account; what the person owns goes to somebody else. */
export function DeletePersonDialog({ person, others, onClose }: DeletePersonDialogProps) {
  const [heir, setHeir] = useState('');
  const remove = useDeletePerson();
  const confirm = () => {
    if (!person) return;
    remove.mutate(
      { id: person.id, heir: heir === '' ? null : heir },
      {
        onSuccess: () => {
          toast.done(t('accounts.people.delete.done', { name: person.name }));
          onClose();
        },
      },
    );
  };
  return (
    <Modal
      opened={person !== null}
      onClose={onClose}
      title={t('accounts.people.delete.title', { name: person?.name ?? '' })}
    >
      <Text size="sm" mb="md">
        {t('accounts.people.delete.text')}
      </Text>
      <NativeSelect
        label={t('accounts.people.delete.heir')}
        mb="md"
        data={[
          { value: '', label: t('accounts.people.delete.noHeir') },
          ...others.map(({ id, name, email }) => ({ value: id, label: `${name} (${email})` })),
        ]}
        value={heir}
        onChange={(event) => setHeir(event.currentTarget.value)}
      />
      <FormError error={remove.error} />
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('common.cancel')}
        </Button>
        <Button color="clay" onClick={confirm} loading={remove.isPending}>
          {t('common.delete')}
        </Button>
      </Group>
    </Modal>
  );
}
