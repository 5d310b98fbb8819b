/** A refusal in the words and shape of Kubernetes: a `Status` object with an HTTP status. */
export class StatusError extends Error {
  override readonly name = 'StatusError';
  readonly code: number;
  readonly reason: string;
  /** Seconds. */
  readonly retryAfter: number | undefined;
  constructor(code: number, reason: string, message: string, retryAfter?: number) {
    super(message);
    this.code = code;
    this.reason = reason;
    this.retryAfter = retryAfter;
  }
}

export function statusOf({ code, reason, message, retryAfter }: StatusError) {
  const details = retryAfter === undefined ? {} : { details: { retryAfterSeconds: retryAfter } };
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason,
    ...details,
    code,
  };
}

export function badRequest(message: string): StatusError {
  return new StatusError(400, 'BadRequest', message);
}

export function expired(message: string): StatusError {
  return new StatusError(410, 'Expired', message);
}
