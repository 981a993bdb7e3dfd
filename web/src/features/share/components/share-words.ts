import type { ShareMode } from '@/lib/api/types';

/** Who may read a transcript, in sentences. */
export const shareModes: { value: ShareMode; label: string; description: string }[] = [
  { value: 'private', label: 'Private', description: 'Only you can read it.' },
  {
    value: 'semi-private',
    label: 'Secure',
    description: 'Everybody with an account on this server who has the link can read it.',
  },
  {
    value: 'public',
    label: 'Public',
    description: 'Everybody who has the link can read it and listen to it, without an account.',
  },
];
