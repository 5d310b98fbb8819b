import type { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { settingsHere } from '../config/here.ts';
import { loadSettings, type Settings } from '../config/settings.ts';
import { ConfigError } from '../core/errors.ts';
import { silentLog } from '../core/log.ts';
import { SECOND, systemClock } from '../core/time.ts';
import { checkJira } from '../jira/check.ts';
import { checkSlack } from '../slack/check.ts';
import { openSources, type SourceSettings } from '../sources/index.ts';
import { openStore, type StoreSettings } from '../store/open-store.ts';
import { type Check, check } from './check.ts';
import { checkRedis } from './redis.ts';
import { paintFor } from './terminal/paint.ts';

const LONGEST = 20 * SECOND;

/** `doctor`: looks at every outside system as sysmon would use it, and says what to mend. 0 if all is well, else 1. */
export async function doctorCommand(args: string[], out: Writable): Promise<number> {
  const checks = await examine();
  out.write(args.includes('--json') ? `${JSON.stringify(checks)}\n` : report(checks, out));
  return checks.every(({ ok }) => ok) ? 0 : 1;
}

async function examine(): Promise<Check[]> {
  try {
    const { variables, sources, from } = await settingsHere();
    const settings = await loadSettings(variables, sources);
    const first: Check = { name: 'settings', ok: true, words: `complete, from ${from}` };
    return [first, ...(await Promise.all(checksOf(settings)))];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.faults.map((words) => ({ name: 'settings', ok: false, words }));
  }
}

function checksOf({ store, queues, slack, jira, intake, sources }: Settings): Promise<Check>[] {
  return [
    check(STORES[store.kind], () => checkStore(store)),
    ...('redis' in queues ? [check('Redis', () => checkRedis(queues.redis))] : []),
    check('Slack', async () => {
      const { team, bot, channel, mode } = await checkSlack(slack);
      return `${bot} in ${team}, alerts go to ${channel}, ${mode}`;
    }),
    jira
      ? check('Jira', async () => {
          const { account, project } = await checkJira(jira);
          return `${account}, tickets go to ${project}`;
        })
      : Promise.resolve({ name: 'Jira', ok: true, words: 'not set up: no tickets (see docs/jira.md)' }),
    Promise.resolve(intakeCheck(intake.senders)),
    ...sources.map((source) => check(source.name, () => checkSource(source))),
  ];
}

/** Nothing can be asked of those who send to us: only who may. */
function intakeCheck(senders: Settings['intake']['senders']): Check {
  const names = senders.map(({ name }) => name).join(', ');
  const words = names
    ? `takes what ${names} may send`
    : 'nobody may send: INTAKE_TOKENS is not set (docs/sources/intake.md)';
  return { name: 'intake', ok: true, words };
}

const STORES = { postgres: 'PostgreSQL', elasticsearch: 'Elasticsearch' };

async function checkStore(settings: StoreSettings): Promise<string> {
  const store = await openStore(settings, { clock: systemClock, log: silentLog });
  try {
    await store.ping();
    return 'answers, schema up to date';
  } finally {
    await store.close();
  }
}

async function checkSource(settings: SourceSettings): Promise<string> {
  const unlimited = () => ({ take: async () => {}, pause: async () => {} });
  const wait = async (milliseconds: number, signal: AbortSignal) =>
    sleep(milliseconds, undefined, { signal });
  const deps = { clock: systemClock, log: silentLog, openBudget: unlimited, random: Math.random, wait };
  const sources = await openSources([settings], deps);
  const signal = AbortSignal.timeout(LONGEST);
  try {
    const [source] = sources.all();
    await source?.check(signal);
    const items = (await source?.discover(signal)) ?? [];
    const [first] = items;
    return first
      ? `can be read: ${first.title}${items.length > 1 ? ` and ${items.length - 1} more` : ''}`
      : 'can be read, but there is nothing in it yet';
  } finally {
    await sources.close();
  }
}

function report(checks: readonly Check[], out: Writable): string {
  const paint = paintFor(out);
  const width = Math.max(...checks.map(({ name }) => name.length)) + 2;
  const lines = checks.flatMap(({ name, ok, words, advice }) => [
    `  ${ok ? paint('green', '✔') : paint('red', '✘')} ${paint('bold', name.padEnd(width))}${words}`,
    ...(advice ? [`    ${' '.repeat(width)}${paint('dim', advice)}`] : []),
  ]);
  return `${lines.join('\n')}\n`;
}
