import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** Zod's issues in the words of Slack, each with its JSON pointer: `must be less than 3001 characters [json-pointer:/blocks/0/text/text]`. */
export function problemsOf(issues: readonly Issue[], root: string): string[] {
  return issues.flatMap((issue) => {
    const missing = issue.code === 'invalid_type' && issue.input === undefined;
    const path = missing ? issue.path.slice(0, -1) : issue.path;
    return sentences(issue, missing).map((sentence) => problem(sentence, root, path));
  });
}

export function problem(sentence: string, root: string, path: readonly PropertyKey[] = []): string {
  const pointer = [root, ...path.map(String)].join('/');
  return pointer === '' ? sentence : `${sentence} [json-pointer:${pointer}]`;
}

function sentences(issue: Issue, missing: boolean): string[] {
  if (missing) return [`missing required field: ${String(issue.path.at(-1))}`];
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => `invalid additional property: ${key}`);
  if (issue.code === 'too_big') return [tooBig(issue.origin, Number(issue.maximum))];
  if (issue.code === 'too_small') return [tooSmall(issue.origin, Number(issue.minimum))];
  if (issue.code === 'invalid_union') return [`unsupported type: ${typeOf(issue.input)}`];
  if (issue.code === 'invalid_type') return [`must provide ${ARTICLES[issue.expected] ?? issue.expected}`];
  if (issue.code === 'invalid_value') return ['must be a valid enum value'];
  if (issue.code === 'invalid_format') return [`must be a valid ${issue.format === 'url' ? 'url' : 'value'}`];
  return [issue.message];
}

const ARTICLES: Record<string, string> = {
  string: 'a string',
  object: 'an object',
  array: 'an array',
  number: 'a number',
  boolean: 'a boolean',
};

function tooBig(origin: string, maximum: number): string {
  if (origin === 'string') return `must be less than ${maximum + 1} characters`;
  return origin === 'array'
    ? `no more than ${maximum} items allowed`
    : `must be less than or equal to ${maximum}`;
}

function tooSmall(origin: string, minimum: number): string {
  if (origin === 'string') return `must be more than ${minimum - 1} characters`;
  return origin === 'array'
    ? `no fewer than ${minimum} items allowed`
    : `must be greater than or equal to ${minimum}`;
}

function typeOf(input: unknown): string {
  return typeof input === 'object' && input !== null && 'type' in input ? String(input.type) : 'undefined';
}
