/** One bad field of a request, as the server names it. */
export type ProblemField = { path: string; message: string };

/**
 * A request that did not go through: the server's problem+json (RFC 9457), or `status` 0 when no answer came at all.
 * `message` is the server's Chinese sentence; `ErrorSentence` turns it into what the reader should do.
 */
export class ProblemError extends Error {
  override name = 'ProblemError';
  readonly code: string;
  readonly status: number;
  readonly errors: readonly ProblemField[];
  readonly data: Readonly<Record<string, unknown>>;
  /** Seconds to wait before trying again, where the server said so. */
  readonly retryAfter: number | undefined;

  constructor(from: {
    code: string;
    message: string;
    status: number;
    errors?: readonly ProblemField[];
    data?: Record<string, unknown>;
    retryAfter?: number;
  }) {
    super(from.message);
    this.code = from.code;
    this.status = from.status;
    this.errors = from.errors ?? [];
    this.data = from.data ?? {};
    this.retryAfter = from.retryAfter;
  }
}

/** The message of the field `name` of a form, if the server refused it (`body.title` matches `title`). */
export function fieldError(error: ProblemError | null | undefined, name: string): string | undefined {
  return error?.errors.find((flaw) => flaw.path === name || flaw.path === `body.${name}`)?.message;
}
