import { t } from '@/texts';

/** A request that did not succeed. `status` is 0 when the server could not be reached at all. */
export class ApiError extends Error {
  readonly status: number;

  /** What is wrong with single fields of what was sent. */
  readonly fields: ReadonlyMap<string, string>;

  constructor(status: number, message: string, fields: ReadonlyMap<string, string> = new Map()) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.fields = fields;
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
  return status === 413 ? t('errors.tooLarge') : t('errors.answered', { status });
}

/** The messages of a validation error under the names of the fields of the body that they are about. */
export function fieldsOf(body: unknown): ReadonlyMap<string, string> {
  const detail = (body as { detail?: unknown } | null | undefined)?.detail;
  const fields = new Map<string, string>();
  if (!Array.isArray(detail)) return fields;
  for (const { loc, msg } of detail as ValidationDetail[]) {
    const field = loc?.[0] === 'body' ? loc.at(-1) : undefined;
    if (typeof field === 'string' && msg) fields.set(field, msg);
  }
  return fields;
}

export function sentenceOf(error: unknown): string {
  if (error instanceof ApiError) {
    return error.unreachable ? t('errors.unreachableAdvice') : error.message;
  }
  return t('errors.unexpected');
}

/** For where another sentence follows: the server's own mostly come without a full stop. */
export function endedSentenceOf(error: unknown): string {
  const sentence = sentenceOf(error);
  return /[.!?…]$/.test(sentence) ? sentence : `${sentence}.`;
}
