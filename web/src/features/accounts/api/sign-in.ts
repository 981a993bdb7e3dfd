import { useMutation } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { SignedInUser } from '@/lib/api/types';
import { useSignedIn } from './use-signed-in';

export interface SignIn {
  email: string;
  password: string;
}

export function signIn(body: SignIn): Promise<SignedInUser> {
  return unwrap(api.POST('/v1/auth/sign-in', { body }));
}

export function useSignIn() {
  const signedIn = useSignedIn();
  return useMutation({ mutationFn: signIn, onSuccess: signedIn });
}
