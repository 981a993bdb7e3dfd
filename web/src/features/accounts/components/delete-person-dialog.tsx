import { Button, Group, Modal, NativeSelect, Text } from '@mantine/core';
import { useState } from 'react';
import { toast } from '@/components/toast';
import type { Person } from '@/lib/api/types';
import { useDeletePerson } from '../api/delete-person';
import { FormError } from '@/components/form-error';

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
          toast.done(`${person.name} was deleted.`);
          onClose();
        },
      },
    );
  };
  return (
    <Modal opened={person !== null} onClose={onClose} title={`Delete ${person?.name ?? ''}?`}>
      <Text size="sm" mb="md">
        The account and its API keys go for good. To keep somebody out only, disable the account instead.
      </Text>
      <NativeSelect
        label="Transcripts and rooms go to"
        mb="md"
        data={[
          { value: '', label: 'Nobody: there are none' },
          ...others.map(({ id, name, email }) => ({ value: id, label: `${name} (${email})` })),
        ]}
        value={heir}
        onChange={(event) => setHeir(event.currentTarget.value)}
      />
      <FormError error={remove.error} />
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          Cancel
        </Button>
        <Button color="clay" onClick={confirm} loading={remove.isPending}>
          Delete
        </Button>
      </Group>
    </Modal>
  );
}
