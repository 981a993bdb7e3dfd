import { api, unwrap } from '@/lib/api/client';
import type { Transcript } from '@/lib/api/types';

/** Makes the empty transcript that a recording is then uploaded into. */
export function createTranscript(name: string): Promise<Transcript> {
  return unwrap(
    api.POST('/v1/transcripts', {
      body: { name, source_kind: 'file', source_language: 'en', target_language: 'en' },
    }),
  );
}
