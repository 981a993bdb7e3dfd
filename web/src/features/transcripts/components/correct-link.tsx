import { ActionIcon, Button } from '@mantine/core';
import { Pencil } from 'lucide-react';
import { Link } from 'react-router';
import { t } from '@/texts';

/** To the page where the words are put right. */
export function CorrectLink({ transcriptId }: { transcriptId: string }) {
  const to = `/transcripts/${transcriptId}/correct`;
  return (
    <>
      <Button
        component={Link}
        to={to}
        variant="default"
        size="xs"
        visibleFrom="sm"
        leftSection={<Pencil size={15} aria-hidden />}
      >
        {t('transcripts.correct')}
      </Button>
      <ActionIcon component={Link} to={to} hiddenFrom="sm" aria-label={t('transcripts.correct')}>
        <Pencil size={18} />
      </ActionIcon>
    </>
  );
}
