import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns/format';
import { type Asking, understand } from '../../../src/ask/index.ts';
import type { Command, Question, Understanding } from '../../../src/core/question.ts';

/** Tuesday 2026-11-24 15:30 in Berlin. */
export const NOW = Date.parse('2026-11-24T14:30:00Z');
export const TIMEZONE = 'Europe/Berlin';
export const KNOWN = {
  services: ['api', 'web', 'checkout', 'billing-worker', 'auth', 'payments', 'notifications', 'search'],
  fleets: ['kiosk', 'gateway'],
  namespaces: ['prod', 'staging'],
  hosts: ['ip-10-0-1-17', 'db-1'],
};

export function ask(text: string, asking: Partial<Asking> = {}): Understanding {
  return understand(text, { now: NOW, timezone: TIMEZONE, known: KNOWN, ...asking });
}

/** The question that a sentence is; fails if it is none. */
export function questionIn(text: string, asking: Partial<Asking> = {}): Question {
  const understood = ask(text, asking);
  if (understood.kind !== 'question') throw new Error(`not a question: ${text}: ${brief(understood)}`);
  return understood.question;
}

/** What was understood on one line, times as the asker's clock shows them: "errors api by endpoint | 24 14:30 - 24 15:30". */
export function brief(understood: Understanding): string {
  if (understood.kind === 'unclear') return `? ${understood.unclear.error}`;
  return understood.kind === 'command'
    ? briefCommand(understood.command)
    : briefQuestion(understood.question);
}

function briefQuestion(question: Question): string {
  const {
    subject,
    services,
    filters,
    exclude = {},
    aggregate = [],
    groupBy = [],
    top,
    compare,
    bucket,
    time,
  } = question;
  const parts = [
    ...aggregate,
    subject,
    services.join('+'),
    ...Object.entries(filters).map(([name, values]) => `${name}=${values.join(',')}`),
    ...Object.entries(exclude).map(([name, values]) => `${name}!=${values.join(',')}`),
    groupBy.length > 0 ? `by ${groupBy.join('+')}` : '',
    bucket ? `per ${bucket}` : '',
    top ? `top ${top}` : '',
    compare ? `vs ${compare}` : '',
  ];
  return `${parts.filter(Boolean).join(' ')} | ${window(time)}`;
}

function briefCommand({ name, ...args }: Command): string {
  const said = 'time' in args ? { when: window(args.time) } : args;
  const parts = Object.entries(said).filter(
    ([, value]) => JSON.stringify(value) !== '{}' && JSON.stringify(value) !== '[]',
  );
  return `! ${name} ${parts.map(([key, value]) => `${key}=${typeof value === 'object' ? JSON.stringify(value) : value}`).join(' ')}`.trim();
}

function window({ from, to }: Question['time']): string {
  return [from, to]
    .map((at) =>
      format(new TZDate(at, TIMEZONE), at < NOW - 20 * 86_400_000 ? 'yyyy-MM-dd HH:mm' : 'd HH:mm'),
    )
    .join(' - ');
}
