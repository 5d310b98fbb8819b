import type { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { backtest, type WouldFire } from '../alerts/backtest.ts';
import { settingsHere } from '../config/here.ts';
import { loadSettings } from '../config/settings.ts';
import { ConfigError } from '../core/errors.ts';
import { silentLog } from '../core/log.ts';
import { bucketOf, DAY, MINUTE, systemClock } from '../core/time.ts';
import { rulesOf } from '../detect/registry.ts';
import { openStore } from '../store/open-store.ts';
import { paintFor } from './terminal/paint.ts';
import { tableLines } from './terminal/table.ts';

const Days = z.coerce.number().int().min(1).max(30);
const MOST_SHOWN = 30;

/** `backtest`: what the rules of the settings and the default ones would have said of the last days. */
export async function backtestCommand(
  args: string[],
  { stdout, columns }: { stdout: Writable; columns: number },
): Promise<number> {
  const { days, json, rule } = optionsOf(args);
  const { variables, sources } = await settingsHere();
  const settings = await loadSettings(variables, sources);
  const rules = rulesOf(settings.rules).filter(({ name }) => rule === undefined || name === rule);
  if (rules.length === 0) throw new ConfigError([`--rule: no rule is named ${rule}`]);
  const to = bucketOf(systemClock.now(), MINUTE);
  const store = await openStore(settings.store, { clock: systemClock, log: silentLog });
  try {
    const window = { from: to - days * DAY, to };
    const found = await backtest(rules, store.series, window, new AbortController().signal);
    stdout.write(json ? `${JSON.stringify(found)}\n` : `${report(found, days, stdout, columns)}\n`);
    return 0;
  } finally {
    await store.close();
  }
}

function optionsOf(args: string[]): { days: number; json: boolean; rule: string | undefined } {
  const options = {
    days: { type: 'string', default: '7' },
    json: { type: 'boolean', default: false },
    rule: { type: 'string' },
  } as const;
  const { values } = parseArgs({ args, options });
  const days = Days.safeParse(values.days);
  if (!days.success) throw new ConfigError([`--days: a number from 1 to 30, not ${values.days}`]);
  return { days: days.data, json: values.json, rule: values.rule };
}

function report(found: readonly WouldFire[], days: number, stdout: Writable, columns: number): string {
  const times = Map.groupBy(found, ({ rule }) => rule);
  const counts = [...times].map(([rule, group]) => `${rule} ${group.length}`).join(', ');
  const title = `would have fired ${found.length} times in ${days} days${counts ? `: ${counts}` : ''}`;
  if (found.length === 0) return title;
  const table = {
    columns: ['since (UTC)', 'rule', 'whose', 'what'].map((head) => ({
      title: head,
      align: 'left' as const,
    })),
    rows: found
      .slice(0, MOST_SHOWN)
      .map(({ since, rule, owner, reason }) => [
        new Date(since).toISOString().slice(0, 16).replace('T', ' '),
        rule,
        owner,
        reason,
      ]),
    more: Math.max(0, found.length - MOST_SHOWN),
  };
  return [title, '', ...tableLines(table, columns, paintFor(stdout))].join('\n');
}
