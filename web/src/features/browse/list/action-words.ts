import type { BulkRequest, ShareMode } from '@/lib/api/types';

export const shareModes: { value: ShareMode; label: string }[] = [
  { value: 'private', label: 'Only me' },
  { value: 'semi-private', label: 'Everybody with an account' },
  { value: 'public', label: 'Anybody with the link' },
];

const shared: Record<ShareMode, (count: number) => string> = {
  private: (count) =>
    count === 1 ? 'Only you can read it now.' : `Only you can read these ${count} transcripts now.`,
  'semi-private': (count) =>
    count === 1
      ? 'Everybody with an account can read it now.'
      : `Everybody with an account can read these ${count} transcripts now.`,
  public: (count) =>
    count === 1
      ? 'Anybody with the link can read it now.'
      : `Anybody with the link can read these ${count} transcripts now.`,
};

export function doneSentence(request: BulkRequest, count: number): string {
  switch (request.action) {
    case 'delete':
      return count === 1 ? 'The transcript was deleted.' : `${count} transcripts were deleted.`;
    case 'share':
      return shared[request.share_mode ?? 'private'](count);
    case 'reprocess':
      return count === 1
        ? 'It is processed again. The present text stays until the new one is ready.'
        : `${count} transcripts are processed again. Their present text stays until the new one is ready.`;
    case 'review':
      if (request.reviewed === false)
        return count === 1 ? 'It is no longer reviewed.' : `${count} transcripts are no longer reviewed.`;
      return count === 1 ? 'It is marked as reviewed.' : `${count} transcripts are marked as reviewed.`;
  }
}

export const failedSentence = ({ action }: BulkRequest) =>
  action === 'delete' ? 'Nothing was deleted' : 'Nothing was changed';

export const leftSentence = (count: number) =>
  count === 1 ? 'One transcript was left as it is' : `${count} transcripts were left as they are`;
