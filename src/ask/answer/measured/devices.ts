import type { Question } from '../../../core/question.ts';
import { HOUR, type Instant, MINUTE } from '../../../core/time.ts';
import { column } from '../count-table.ts';
import type { AnswerDeps } from '../deps.ts';
import { amountWords, countWords, lastingWords, plural, timeWords } from '../words.ts';
import {
  headed,
  headlineOf,
  type Inventory,
  type Listed,
  listed,
  MOST_ROWS,
  rowsOf,
  valuesOf,
} from './inventory.ts';
import type { Matching } from './labels.ts';
import { listing } from './listing.ts';
import { offlineSince, wasOffline } from './offline.ts';

const DEVICES: Inventory = { metric: 'device.online', one: 'device', good: 'online', bad: 'offline' };
const BY = ['device.fleet', 'device.name', 'device.id'];
const NAMED = { by: BY, named: 'device.name' };
const DETAILS = [
  'device.vpn',
  'device.cpu.utilization',
  'device.memory.utilization',
  'device.temperature',
  'device.storage.utilization',
] as const;
const COLUMNS = [
  ...['device', 'fleet', 'state', 'VPN'].map((title) => column(title)),
  ...headed('CPU', 'memory', 'temp.', 'storage'),
  column('offline since'),
];

/** The devices of a fleet, those that are offline first. */
export const devices = listing({
  inventory: DEVICES,
  read: devicesOf,
  choose: chosen,
  table: deviceTable,
});

async function devicesOf(matching: Matching, question: Question, deps: AnswerDeps): Promise<Listed[]> {
  const found = await listed(DEVICES, matching, BY, question, deps);
  return found.sort((a, b) => Number(a.isGood) - Number(b.isGood) || nameOf(a).localeCompare(nameOf(b)));
}

/** "Offline last night" are those that were at any time of it; "offline" without a time, those that are. */
async function chosen(all: readonly Listed[], question: Question, deps: AnswerDeps, matching: Matching) {
  const [status] = question.filters.status ?? [];
  const headline = headlineOf(DEVICES, all);
  if (status !== 'offline')
    return { wanted: all.filter(({ isGood }) => isGood || status !== 'online'), headline };
  const { from, to } = question.time;
  const isNow = to >= deps.clock.now() - MINUTE && to - from <= HOUR;
  const were = isNow ? undefined : await wasOffline(matching, question, deps);
  const wanted = all.filter(({ key, isGood }) => (were ? were.has(key) : !isGood));
  const verb = were ? 'were offline at some time' : 'are offline';
  return { wanted, headline: `${countWords(wanted.length)} of ${plural(all.length, 'device')} ${verb}.` };
}

const nameOf = ({ labels }: Listed) => labels['device.name'] ?? labels['device.id'] ?? '';

async function deviceTable(wanted: readonly Listed[], question: Question, deps: AnswerDeps) {
  const shown = wanted.slice(0, MOST_ROWS);
  const at = question.time.to;
  const [value, since] = await Promise.all([
    valuesOf(DETAILS, shown, NAMED, deps, at),
    offlineSince(
      shown.filter(({ isGood }) => !isGood),
      at,
      deps,
    ),
  ]);
  return rowsOf(COLUMNS, wanted, question, (device) => [
    nameOf(device),
    device.labels['device.fleet'] ?? '',
    device.isGood ? 'online' : '🔴 offline',
    stateWords(value('device.vpn', device)),
    amountWords(value('device.cpu.utilization', device), '%'),
    amountWords(value('device.memory.utilization', device), '%'),
    amountWords(value('device.temperature', device), 'Cel'),
    amountWords(value('device.storage.utilization', device), '%'),
    sinceWords(device, since.get(device.key), at, deps.timezone),
  ]);
}

function stateWords(value: number | undefined): string {
  if (value === undefined) return '–';
  return value >= 0.5 ? 'on' : 'off';
}

function sinceWords({ isGood }: Listed, since: Instant | undefined, at: Instant, timezone: string): string {
  if (isGood) return '';
  return since === undefined
    ? 'over 14 d'
    : `${timeWords(since, at, timezone)} (${lastingWords(at - since)})`;
}
