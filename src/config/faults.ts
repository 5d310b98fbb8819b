import type { z } from 'zod';

/** Every fault as a sentence with its path; never the value, which may be a secret. */
export function faultsOf(error: z.ZodError, where: string): string[] {
  return error.issues.map((issue) => {
    const path = issue.path.map(String).join('.');
    return `${where}${path ? `${where ? ' ' : ''}${path}` : ''}: ${issue.message}`;
  });
}

/** For zod: what is not there is missing, whatever type it should have had. */
export function wordsFor({ code, input }: z.core.$ZodRawIssue): string | undefined {
  return code === 'invalid_type' && input === undefined ? 'missing' : undefined;
}
