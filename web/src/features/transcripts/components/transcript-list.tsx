import { Skeleton } from '@mantine/core';
import { useState } from 'react';
import type { TranscriptMinimal } from '@/lib/api/types';
import { dayGroup } from '@/lib/time/format';
import { DeleteDialog } from './delete-dialog';
import classes from './transcript-list.module.css';
import { TranscriptRow } from './transcript-row';

interface TranscriptListProps {
  transcripts: readonly TranscriptMinimal[];
  search: string;
}

export function TranscriptList({ transcripts, search }: TranscriptListProps) {
  const [deleting, setDeleting] = useState<TranscriptMinimal | null>(null);
  const groups = groupByDay(transcripts);
  return (
    <>
      {groups.map(([heading, members]) => (
        <section key={heading} className={classes.group} aria-label={heading}>
          <h2 className={classes.heading}>{heading}</h2>
          <ul className={classes.rows}>
            {members.map((transcript) => (
              <TranscriptRow
                key={transcript.id}
                transcript={transcript}
                search={search}
                onDelete={() => setDeleting(transcript)}
              />
            ))}
          </ul>
        </section>
      ))}
      <DeleteDialog transcript={deleting} onClose={() => setDeleting(null)} />
    </>
  );
}

function groupByDay(transcripts: readonly TranscriptMinimal[]) {
  const groups = new Map<string, TranscriptMinimal[]>();
  for (const transcript of transcripts) {
    const heading = dayGroup(transcript.created_at);
    const members = groups.get(heading);
    if (members) members.push(transcript);
    else groups.set(heading, [transcript]);
  }
  return [...groups];
}

export function TranscriptListSkeleton() {
  return (
    <div role="status" aria-label="Loading transcripts" className={classes.group}>
      <Skeleton height={10} width={70} my={13} />
      {[62, 44, 70, 52, 58].map((width) => (
        <div key={width} className={classes.skeletonRow}>
          <Skeleton height={14} width={`${width}%`} />
          <Skeleton height={10} width="88%" mt={12} />
          <Skeleton height={10} width="61%" mt={8} />
        </div>
      ))}
    </div>
  );
}
