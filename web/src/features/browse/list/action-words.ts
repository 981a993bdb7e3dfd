import type { BulkRequest, ShareMode } from '@/lib/api/types';
import { t } from '@/texts';

export const shareModes = [
  { value: 'private', labelKey: 'browse.share.private' },
  { value: 'semi-private', labelKey: 'browse.share.semiPrivate' },
  { value: 'public', labelKey: 'browse.share.public' },
] as const satisfies { value: ShareMode; labelKey: string }[];

const shared = {
  private: 'browse.shared.private',
  'semi-private': 'browse.shared.semiPrivate',
  public: 'browse.shared.public',
} as const satisfies Record<ShareMode, string>;

export function doneSentence(request: BulkRequest, count: number): string {
  switch (request.action) {
    case 'delete':
      return t('browse.done.deleted', { count });
    case 'share':
      return t(shared[request.share_mode ?? 'private'], { count });
    case 'reprocess':
      return t('browse.done.reprocessed', { count });
    case 'review':
      return request.reviewed === false
        ? t('browse.done.notReviewed', { count })
        : t('browse.done.reviewed', { count });
  }
}

export const failedSentence = ({ action }: BulkRequest) =>
  action === 'delete' ? t('browse.done.nothingDeleted') : t('browse.done.nothingChanged');

export const leftSentence = (count: number) => t('browse.done.left', { count });
