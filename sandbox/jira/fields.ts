import { z } from 'zod';
import { adfFault, isDocument } from './adf-schema.ts';
import { JiraError } from './jira-error.ts';
import type { FieldsRecord } from './records.ts';
import { DEFAULT_PRIORITY, ISSUE_TYPES, type Named, PEOPLE, PRIORITIES, PROJECT } from './world.ts';

type Errors = Record<string, string>;

/** A field as Jira reads it from a request: the part of the record it sets, or what is wrong with it. */
type Field = (value: unknown) => Partial<FieldsRecord> | string;

const Reference = z.object({ id: z.coerce.string().optional(), name: z.string().optional() });
const Labels = z.array(z.string());

const FIELDS: Record<string, Field> = {
  project: (value) => {
    const { key, id } = z
      .object({ key: z.string().optional(), id: z.coerce.string().optional() })
      .catch({})
      .parse(value);
    return key === PROJECT.key || id === PROJECT.id ? {} : 'Specify a valid project ID or key';
  },
  issuetype: (value) => {
    const type = referred(ISSUE_TYPES, value);
    return type ? { issueType: type.id } : 'Specify a valid issue type';
  },
  summary: (value) => {
    if (typeof value !== 'string' || value.trim() === '') return 'You must specify a summary of the issue.';
    if (/[\r\n]/.test(value)) return 'The summary is invalid because it contains newline characters.';
    return value.length > 255 ? 'Summary must be less than 255 characters.' : { summary: value };
  },
  description: (value) => {
    if (value === null || isDocument(value)) return { description: value };
    return 'Operation value must be an Atlassian Document (see the Atlassian Document Format)';
  },
  priority: (value) => {
    const priority = referred(PRIORITIES, value);
    return priority ? { priority: priority.id } : 'The priority selected is invalid.';
  },
  assignee: (value) => {
    const { accountId, id } = z
      .object({ accountId: z.string().optional(), id: z.string().optional() })
      .catch({})
      .parse(value);
    const wanted = accountId ?? id;
    if (wanted === undefined) return { assignee: null };
    return PEOPLE.some((one) => one.accountId === wanted)
      ? { assignee: wanted }
      : `Account '${wanted}' does not exist`;
  },
  labels: (value) => {
    const labels = Labels.safeParse(value);
    if (!labels.success) return 'data was not an array';
    const bad = labels.data.find((label) => /\s/.test(label) || label.length > 255);
    return bad === undefined
      ? { labels: labels.data }
      : `The label '${bad}' contains spaces which is invalid.`;
  },
};

const REQUIRED = ['project', 'issuetype', 'summary'];

/** The fields of a new issue; throws Jira's 400 with a message for every field that is wrong. */
export function newFields(request: Record<string, unknown>): FieldsRecord {
  const asked = { ...Object.fromEntries(REQUIRED.map((name) => [name, undefined])), ...request };
  return {
    summary: '',
    description: null,
    issueType: '',
    priority: DEFAULT_PRIORITY,
    assignee: null,
    labels: [],
    ...changedFields(asked),
  };
}

/** The fields that an edit changes; throws Jira's 400 likewise. */
export function changedFields(request: Record<string, unknown>): Partial<FieldsRecord> {
  if (typeof request.description === 'object' && request.description !== null) {
    const fault = adfFault(request.description);
    if (fault) throw new JiraError(400, [fault]);
  }
  const errors: Errors = {};
  let fields: Partial<FieldsRecord> = {};
  for (const [name, value] of Object.entries(request)) {
    const result = FIELDS[name]?.(value) ?? unknownField(name);
    if (typeof result === 'string') errors[name] = result;
    else fields = { ...fields, ...result };
  }
  if (Object.keys(errors).length > 0) throw new JiraError(400, [], errors);
  return fields;
}

function unknownField(name: string): string {
  return `Field '${name}' cannot be set. It is not on the appropriate screen, or unknown.`;
}

function referred<T extends Named>(choices: readonly T[], value: unknown): T | undefined {
  const { id, name } = Reference.catch({}).parse(value);
  return choices.find((choice) => (id === undefined ? choice.name === name : choice.id === id));
}
