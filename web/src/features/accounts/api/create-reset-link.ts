import { useMutation } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { IssuedLink } from '@/lib/api/types';

export function createResetLink(userId: string): Promise<IssuedLink> {
  return unwrap(api.POST('/v1/users/{user_id}/reset-link', { params: { path: { user_id: userId } } }));
}

export const useCreateResetLink = () => useMutation({ mutationFn: createResetLink });
