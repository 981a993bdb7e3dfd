import { api, unwrap } from '@/lib/api/client';

/** How many edits a new processing would lose; 0 as well for those who may not see them. */
export async function countEdits(transcriptId: string): Promise<number> {
  try {
    const { total, items } = await unwrap(
      api.GET('/v1/transcripts/{transcript_id}/edits', {
        params: { path: { transcript_id: transcriptId }, query: { size: 1 } },
      }),
    );
    return items[0]?.kind === 'processed' ? 0 : total;
  } catch {
    // Whether it may be processed again is answered by asking for that.
    return 0;
  }
}
