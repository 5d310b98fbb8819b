/** The settings are wrong: a person has to mend them. `faults` names each one with its path, never its value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly code = 'CONFIG';
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.faults = faults;
  }
}

export interface UpstreamErrorOptions extends ErrorOptions {
  /** Milliseconds that the other side asked us to wait. */
  retryAfter?: number;
  /** True if the other side may have done it all the same (a timeout, a 5xx): look before you do it again. */
  doubtful?: boolean;
}

/** Someone else's fault that passes: a timeout, a 5xx, a 429. Try again. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError';
  readonly code: string;
  readonly retryAfter: number | undefined;
  readonly doubtful: boolean;
  constructor(code: string, message: string, options: UpstreamErrorOptions = {}) {
    super(message, options);
    this.code = code;
    this.retryAfter = options.retryAfter;
    this.doubtful = options.doubtful ?? false;
  }
}

/** They said no and will say no again: a wrong token, a missing channel, a field refused. `advice` says what to do. */
export class RejectedError extends Error {
  override readonly name = 'RejectedError';
  readonly code: string;
  readonly advice: string;
  constructor(code: string, message: string, advice: string, options: ErrorOptions = {}) {
    super(message, options);
    this.code = code;
    this.advice = advice;
  }
}

/** A document moved on between reading and writing it. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError';
  readonly code = 'CONFLICT';
}
