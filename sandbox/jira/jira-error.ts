import { ZodError } from 'zod';

/** An answer of Jira's that is not a success, in the shape of its ErrorCollection. */
export class JiraError extends Error {
  override readonly name = 'JiraError';
  readonly status: number;
  readonly body: { errorMessages: string[]; errors: Record<string, string> };
  constructor(status: number, errorMessages: string[], errors: Record<string, string> = {}) {
    super(errorMessages.join(' '));
    this.status = status;
    this.body = { errorMessages, errors };
  }
}

export function refused(...errorMessages: string[]): JiraError {
  return new JiraError(400, errorMessages);
}

export function missing(message: string): JiraError {
  return new JiraError(404, [message]);
}

export function noIssue(): JiraError {
  return missing('Issue does not exist or you do not have permission to see it.');
}

/** Any failure as Jira would answer it. */
export function asJiraError(error: Error): JiraError {
  if (error instanceof JiraError) return error;
  if (error instanceof ZodError) {
    return refused('Invalid request payload. Refer to the REST API documentation and try again.');
  }
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
  return new JiraError(status, [status < 500 ? error.message : 'Internal server error']);
}
