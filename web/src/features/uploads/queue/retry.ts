import { ApiError } from '@/lib/api/api-error';

const delaysMs = [1_000, 2_000, 4_000, 8_000, 16_000, 30_000];
const serverErrorsAtMost = 6;

export interface Retrying {
  signal: AbortSignal;
  /** Waits; ends early when the person or the returning network asks for the next attempt. */
  pause: (ms: number, reason: ApiError) => Promise<void>;
}

const isTemporary = (error: unknown): error is ApiError =>
  error instanceof ApiError &&
  (error.status === 0 || error.status === 408 || error.status === 429 || error.status >= 500);

/**
 * Repeats what failed for a passing reason. A broken connection is waited out for as long as it takes;
 * a server that keeps failing is given up on.
 */
export async function retrying<T>(action: () => Promise<T>, { signal, pause }: Retrying): Promise<T> {
  for (let attempt = 0, serverErrors = 0; ; attempt += 1) {
    signal.throwIfAborted();
    try {
      return await action();
    } catch (error) {
      if (!isTemporary(error)) throw error;
      if (!error.unreachable && ++serverErrors >= serverErrorsAtMost) throw error;
      await pause(delaysMs[Math.min(attempt, delaysMs.length - 1)] ?? 30_000, error);
    }
  }
}
