import type { ShareMode } from '@/lib/api/types';

/** Who may read a transcript: the keys of its texts. */
export const shareModes = [
  {
    value: 'private',
    labelKey: 'share.modes.private.label',
    descriptionKey: 'share.modes.private.description',
  },
  {
    value: 'semi-private',
    labelKey: 'share.modes.semiPrivate.label',
    descriptionKey: 'share.modes.semiPrivate.description',
  },
  {
    value: 'public',
    labelKey: 'share.modes.public.label',
    descriptionKey: 'share.modes.public.description',
  },
] as const satisfies { value: ShareMode; labelKey: string; descriptionKey: string }[];
