import { isMuted } from '../../alerts/lifecycle.ts';
import { Alert } from '../../core/alert.ts';
import type { Question } from '../../core/question.ts';
import { type Instant, MINUTE } from '../../core/time.ts';
import { describe } from '../describe.ts';
import { codeFamily } from './code-family.ts';
import { column } from './count-table.ts';
import type { AnswerDeps, Answerer } from './deps.ts';
import { documentsOf } from './documents.ts';
import { grouped } from './list-groups.ts';
import { unusualNotes } from './unusual.ts';
import { lastingWords, oneLine, plural, timeWords } from './words.ts';

const MOST_ROWS = 20;

/** What is wrong now, and what was within the window: firing first, then by when it began. */
export const alerts: Answerer = async (question, deps) => {
  const now = deps.clock.now();
  const all = await documentsOf('alert', Alert, deps.store);
  const { code } = question.filters;
  const codes = code && (await codeFamily(code, deps.store)).codes;
  const filters = { ...question.filters, ...(codes && { code: codes }) };
  const wanted = all
    .filter((alert) => isMeant(alert, { ...question, filters }, now))
    .sort((a, b) => order(a) - order(b) || b.startedAt - a.startedAt);
  const shown = wanted.slice(0, question.top ?? MOST_ROWS);
  const table = question.groupBy?.length
    ? grouped(question, wanted, 'alerts', {
        service: ({ service }) => service ?? '(none)',
        level: ({ severity }) => severity,
        status: (alert) => stateOf(alert, now),
      })
    : {
        columns: [
          column('alert'),
          column('state'),
          column('severity'),
          column('what'),
          column('since'),
          column('lasted', 'right'),
        ],
        rows: shown.map((alert) => row(alert, deps)),
        more: wanted.length - shown.length,
      };
  return {
    question,
    title: describe(question),
    headline: headline(wanted, now),
    ...(table && wanted.length > 0 && { table }),
    notes: [
      ...(question.groupBy?.length && !table ? ['Alerts can be grouped by service, level or status.'] : []),
      ...(await unusualNotes(question, deps)),
    ],
    next: wanted.length > 0 ? ['health', 'tickets', 'mutes'] : ['health', 'errors last 24h by service'],
  };
};

const order = ({ state }: Alert) => ({ firing: 0, acknowledged: 1, resolved: 2 })[state];

/** What else an alert may be about, by the labels of its series. */
const OWNERS = [
  ['fleet', 'device.fleet'],
  ['host', 'host.name'],
] as const;

/** An open alert is always within the window: it is wrong now. */
function isMeant(alert: Alert, { time, services, filters, exclude }: Question, now: Instant): boolean {
  const open = alert.state !== 'resolved' && time.to >= now - MINUTE;
  const within = alert.startedAt < time.to && (alert.resolved?.at ?? now) >= time.from;
  const { status, level, code, endpoint } = filters;
  return (
    (open || within) &&
    (services.length === 0 || services.includes(alert.service ?? '')) &&
    !exclude?.service?.includes(alert.service ?? '') &&
    (!status || status.some((one) => hasStatus(alert, one, now))) &&
    (!level || level.some((one) => severityOf(one) === alert.severity)) &&
    (!code || alert.codes.some((one) => code.includes(one.code))) &&
    (!endpoint || endpoint.includes(alert.labels['http.route'] ?? '')) &&
    OWNERS.every(([name, label]) => !filters[name] || filters[name].includes(alert.labels[label] ?? ''))
  );
}

function hasStatus(alert: Alert, status: string, now: Instant): boolean {
  if (status === 'muted') return isMuted(alert, now);
  return status === 'open' ? alert.state !== 'resolved' : alert.state === status;
}

const severityOf = (level: string) => (level.startsWith('warn') ? 'warning' : 'severe');

function stateOf(alert: Alert, now: Instant): string {
  return isMuted(alert, now) && alert.state !== 'resolved' ? `${alert.state}, muted` : alert.state;
}

function row(alert: Alert, { clock, timezone }: AnswerDeps): string[] {
  const now = clock.now();
  const since = timeWords(alert.startedAt, now, timezone);
  const lasted = lastingWords((alert.resolved?.at ?? now) - alert.startedAt);
  return [alert.id, stateOf(alert, now), alert.severity, oneLine(alert.title, 80), since, lasted];
}

function headline(wanted: readonly Alert[], now: Instant): string {
  const firing = wanted.filter((alert) => alert.state === 'firing' && !isMuted(alert, now));
  if (wanted.length === 0) return 'Nothing is burning: no alert.';
  const counts = (['acknowledged', 'resolved'] as const).map((state) => ({
    state,
    count: wanted.filter((alert) => alert.state === state).length,
  }));
  const muted = wanted.filter((alert) => alert.state === 'firing' && isMuted(alert, now)).length;
  const others = [
    ...counts.map(({ state, count }) => (count > 0 ? `${count} ${state}` : '')),
    muted > 0 ? `${muted} muted` : '',
  ].filter(Boolean);
  const start =
    firing.length > 0 ? `${plural(firing.length, 'alert is', 'alerts are')} firing` : 'Nothing is firing now';
  return `${[start, ...others].join('; ')}.`;
}
