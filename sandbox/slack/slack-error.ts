/** An answer `{ok: false, error}` of the Web API: `code` is Slack's own word, `details` goes beside it. */
export class SlackError extends Error {
  override readonly name = 'SlackError';
  readonly code: string;
  readonly details: Record<string, unknown>;
  constructor(code: string, details: Record<string, unknown> = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

export function slackError(code: string, details: Record<string, unknown> = {}): SlackError {
  return new SlackError(code, details);
}

/** What Slack answers to arguments it cannot read; each message ends with a JSON pointer where there is one. */
export function invalidArguments(messages: readonly string[]): SlackError {
  return new SlackError('invalid_arguments', {
    response_metadata: { messages: messages.map((text) => `[ERROR] ${text}`) },
  });
}
