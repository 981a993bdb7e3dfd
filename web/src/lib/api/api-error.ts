/** A request that did not succeed. `status` is 0 when the server could not be reached at all. */
export class ApiError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
  }

  get unreachable() {
    return this.status === 0;
  }

  get notFound() {
    return this.status === 404;
  }
}

interface ValidationDetail {
  loc?: unknown[];
  msg?: string;
}

/** The sentence in an error body, which is `{detail: string}` or, for validation, `{detail: [{loc, msg}]}`. */
export function detailOf(body: unknown, status: number): string {
  const detail = (body as { detail?: unknown } | null | undefined)?.detail;
  if (typeof detail === 'string' && detail !== '') return detail;
  if (Array.isArray(detail)) {
    const messages = (detail as ValidationDetail[]).map((d) => d.msg).filter(Boolean);
    if (messages.length > 0) return messages.join('; ');
  }
  return status === 413 ? 'The server refused a request of this size.' : `The server answered ${status}.`;
}

export function sentenceOf(error: unknown): string {
  if (error instanceof ApiError) {
    return error.unreachable
      ? 'The server cannot be reached. Check the connection and try again.'
      : error.message;
  }
  return 'Something unexpected happened in this page.';
}
