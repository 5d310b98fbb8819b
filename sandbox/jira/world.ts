/** The Jira site that every start finds: ids never change, so that settings made once stay right. */
export const PROJECT = { id: '10000', key: 'OPS', name: 'Operations' } as const;

export interface JiraPerson {
  accountId: string;
  displayName: string;
  emailAddress: string;
  timeZone: string;
}

const person = (number: number, name: string, displayName: string, timeZone: string): JiraPerson => ({
  accountId: `712020:00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  displayName,
  emailAddress: `${name}@sandbox.example`,
  timeZone,
});

/** The account of the API token: issues and comments made with it are its own. */
export const BOT = person(1, 'sysmon', 'sysmon', 'Etc/UTC');

/** The same people as in the sandbox's Slack. */
export const PEOPLE: readonly JiraPerson[] = [
  BOT,
  person(2, 'maya', 'Maya Okafor', 'America/New_York'),
  person(3, 'jonas', 'Jonas Weber', 'Europe/Berlin'),
  person(4, 'priya', 'Priya Raman', 'Asia/Kolkata'),
  person(5, 'diego', 'Diego Santos', 'America/Sao_Paulo'),
];

export interface Named {
  id: string;
  name: string;
  description: string;
}

export const ISSUE_TYPES: readonly (Named & { subtask: boolean })[] = [
  { id: '10001', name: 'Task', description: 'A piece of work.', subtask: false },
  { id: '10002', name: 'Bug', description: 'Something that does not work.', subtask: false },
  { id: '10003', name: 'Incident', description: 'An outage or degradation.', subtask: false },
  { id: '10004', name: 'Subtask', description: 'A part of another issue.', subtask: true },
];

export const PRIORITIES: readonly (Named & { statusColor: string })[] = [
  { id: '1', name: 'Highest', description: 'Blocks progress.', statusColor: '#d04437' },
  { id: '2', name: 'High', description: 'Could block progress.', statusColor: '#f15c75' },
  { id: '3', name: 'Medium', description: 'Could affect progress.', statusColor: '#f79232' },
  { id: '4', name: 'Low', description: 'Minor; easily worked around.', statusColor: '#707070' },
  { id: '5', name: 'Lowest', description: 'Trivial.', statusColor: '#999999' },
];
export const DEFAULT_PRIORITY = '3';

export interface Status extends Named {
  category: { id: number; key: string; name: string; colorName: string };
}

const status = (
  id: string,
  name: string,
  categoryId: number,
  key: string,
  category: string,
  colorName: string,
): Status => ({
  id,
  name,
  description: '',
  category: { id: categoryId, key, name: category, colorName },
});

export const TO_DO = status('10000', 'To Do', 2, 'new', 'To Do', 'blue-gray');
const IN_PROGRESS = status('10001', 'In Progress', 4, 'indeterminate', 'In Progress', 'yellow');
export const DONE = status('10002', 'Done', 3, 'done', 'Done', 'green');
export const STATUSES: readonly Status[] = [TO_DO, IN_PROGRESS, DONE];

/** Every issue may go from any status to any other. */
export const TRANSITIONS = [
  { id: '11', name: 'To Do', to: TO_DO },
  { id: '21', name: 'In Progress', to: IN_PROGRESS },
  { id: '31', name: 'Done', to: DONE },
] as const;

export const PERMISSIONS: readonly string[] = [
  'BROWSE_PROJECTS',
  'CREATE_ISSUES',
  'EDIT_ISSUES',
  'ASSIGN_ISSUES',
  'ADD_COMMENTS',
  'TRANSITION_ISSUES',
  'ASSIGNABLE_USER',
  'DELETE_ISSUES',
  'ADMINISTER',
];
/** What the bot's account may not do. */
export const WITHHELD: readonly string[] = ['DELETE_ISSUES', 'ADMINISTER'];
