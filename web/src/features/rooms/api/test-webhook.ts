import { useMutation } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { WebhookTestResult } from '@/lib/api/types';

/** Lets the server post a test to the stored address. */
export function testWebhook(roomId: string): Promise<WebhookTestResult> {
  return unwrap(api.POST('/v1/rooms/{room_id}/webhook/test', { params: { path: { room_id: roomId } } }));
}

export const useTestWebhook = () => useMutation({ mutationFn: testWebhook });
