/** The names under which answers are cached. Lists and single transcripts are told apart by the second part. */
export const queryKeys = {
  auth: ['auth'] as const,
  apiKeys: ['api-keys'] as const,
  link: (token: string) => ['link', token] as const,
  people: ['people'] as const,
  invitations: ['people', 'invitations'] as const,
  lists: ['transcripts', 'list'] as const,
  list: (page: number, size: number, search: string) => [...queryKeys.lists, { page, size, search }] as const,
  found: (search: string) => ['transcripts', 'found', search] as const,
  transcript: (id: string) => ['transcripts', 'one', id] as const,
  topics: (id: string) => ['transcripts', 'topics', id] as const,
  pipeline: (id: string) => ['transcripts', 'pipeline', id] as const,
  waveform: (id: string) => ['transcripts', 'waveform', id] as const,
};
