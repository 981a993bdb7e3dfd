import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { FormError } from '@/components/form-error';
import { Loaded } from '@/components/loaded';
import { toast } from '@/components/toast';
import type { UnmatchedRecording } from '@/lib/api/types';
import { formatFull } from '@/lib/time/format';
import { t } from '@/texts';
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
            recording.kind === 'video' ? t('recordings.match.videoDone') : t('recordings.match.done'),
          );
          onClose();
        },
      },
    );
  };
  return (
    <Modal opened onClose={onClose} title={t('recordings.match.title')}>
      <Text size="sm" c="dimmed" mb="md">
        {t('recordings.match.text', { when: formatFull(recording.recorded_at) })}
      </Text>
      <Loaded query={candidates}>
        {(list) =>
          list.length === 0 ? (
            <Text size="sm">{t('recordings.match.none')}</Text>
          ) : (
            <Radio.Group aria-label={t('recordings.match.choices')} value={chosen} onChange={setChosen}>
              <Stack gap="sm">
                {list.map((meeting) => (
                  <Radio
                    key={meeting.meeting_id}
                    value={meeting.meeting_id}
                    label={meeting.room_name}
                    description={t('recordings.match.began', { when: formatFull(meeting.start_date) })}
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
          {t('common.cancel')}
        </Button>
        <Button disabled={chosen === null} loading={match.isPending} onClick={save}>
          {t('recordings.match.action')}
        </Button>
      </Group>
    </Modal>
  );
}
