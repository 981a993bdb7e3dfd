import createClient from 'openapi-fetch';
import { t } from '@/texts';
import { ApiError, detailOf, fieldsOf } from './api-error';
import type { paths } from './schema';

export const api = createClient<paths>({
  baseUrl: window.location.origin,
  credentials: 'same-origin',
  // Looked up per call, so that a test may replace it.
  fetch: (request) => globalThis.fetch(request),
});

interface Outcome<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** Turns openapi-fetch's outcome into the data or an {@link ApiError}. */
export async function unwrap<T>(call: Promise<Outcome<T>>): Promise<T> {
  let outcome: Outcome<T>;
  try {
    outcome = await call;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0, t('errors.unreachable'));
  }
  if (!outcome.response.ok) {
    const { status } = outcome.response;
    throw new ApiError(status, detailOf(outcome.error, status), fieldsOf(outcome.error));
  }
  return outcome.data as T;
}
