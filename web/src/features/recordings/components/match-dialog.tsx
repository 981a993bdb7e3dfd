import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { FormError } from '@/components/form-error';
import { Loaded } from '@/components/loaded';
import { toast } from '@/components/toast';
import type { UnmatchedRecording } from '@/lib/api/types';
import { formatFull } from '@/lib/time/format';
import { useCandidates } from '../api/get-candidates';
import { useMatchRecording } from '../api/match-recording';

interface MatchDialogProps {
  recording: UnmatchedRecording;
  onClose: () => void;
}

/** Asks which meeting a recording is of. */
export function MatchDialog({ recording, onClose }: MatchDialogProps) {
  const candidates = useCandidates(recording.id);
  const match = useMatchRecording();
  const [chosen, setChosen] = useState<string | null>(null);
  const save = () => {
    if (chosen === null || match.isPending) return;
    match.mutate(
      { id: recording.id, meetingId: chosen },
      {
        onSuccess: () => {
          toast.done(
            recording.kind === 'video'
              ? 'The video belongs to its meeting now.'
              : 'Its transcript is being written; the owner of the room finds it in their list.',
          );
          onClose();
        },
      },
    );
  };
  return (
    <Modal opened onClose={onClose} title="Which meeting is it of?">
      <Text size="sm" c="dimmed" mb="md">
        Recorded {formatFull(recording.recorded_at)}. Its transcript goes to the owner of the meeting’s room,
        and what people answered in that meeting counts for it.
      </Text>
      <Loaded query={candidates}>
        {(list) =>
          list.length === 0 ? (
            <Text size="sm">There was no meeting on this platform within a week of it.</Text>
          ) : (
            <Radio.Group aria-label="Meetings, nearest in time first" value={chosen} onChange={setChosen}>
              <Stack gap="sm">
                {list.map((meeting) => (
                  <Radio
                    key={meeting.meeting_id}
                    value={meeting.meeting_id}
                    label={meeting.room_name}
                    description={`began ${formatFull(meeting.start_date)}`}
                  />
                ))}
              </Stack>
            </Radio.Group>
          )
        }
      </Loaded>
      <FormError error={match.error} />
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button disabled={chosen === null} loading={match.isPending} onClick={save}>
          It is of this meeting
        </Button>
      </Group>
    </Modal>
  );
}
