import { useMutation } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';

export interface ChangePassword {
  current_password: string;
  new_password: string;
}

export function changePassword(body: ChangePassword) {
  return unwrap(api.POST('/v1/user/password', { body }));
}

export const useChangePassword = () => useMutation({ mutationFn: changePassword });
