import { useMutation } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { SignedInUser } from '@/lib/api/types';
import { useSignedIn } from './use-signed-in';

export interface AcceptLink {
  token: string;
  password: string;
  email?: string;
  name?: string;
}

export function acceptLink(body: AcceptLink): Promise<SignedInUser> {
  return unwrap(api.POST('/v1/auth/links/accept', { body }));
}

export function useAcceptLink() {
  const signedIn = useSignedIn();
  return useMutation({ mutationFn: acceptLink, onSuccess: signedIn });
}
