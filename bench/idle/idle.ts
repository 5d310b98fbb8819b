import { setTimeout } from 'node:timers/promises';
import { MINUTE, SECOND } from '../../src/core/time.ts';
import type { Bench } from '../bench.ts';
import { postmasterIn, run } from '../ground/database.ts';
import {
  ownProcessorSeconds,
  ownResidentBytes,
  processorSeconds,
  residentBytes,
} from '../ground/processes.ts';
import type { Table } from '../ground/table.ts';
import { startQuietLogs } from './quiet-logs.ts';
import { type SysmonProcess, startProcess } from './sysmon-process.ts';

/** After the two weeks are read and learned: until vacuum and garbage collection are done with what that left behind. */
const REST = 2 * MINUTE;
const MEASURED = MINUTE;

export const idle: Bench = {
  name: 'idle',
  title: 'What a bot costs that has nothing to say: a minute of npm start with five quiet services',
  run: async ({ folder, say }) => {
    const logs = await startQuietLogs(folder);
    try {
      const sysmon = await startProcess(folder, logs.cloudWatch);
      try {
        say('until two weeks are read and learned');
        await learned(sysmon);
        say('until it is at rest');
        await setTimeout(REST);
        say(`measuring for ${MEASURED / SECOND} seconds`);
        return [await measure(sysmon)];
      } finally {
        await sysmon.stop();
      }
    } finally {
      await logs.stop();
    }
  },
};

/** Everything is read up to now, counted, and known to the rules. */
async function learned({ database }: SysmonProcess): Promise<void> {
  for (;;) {
    const [open] = await run<{ left: boolean }>(database, LEFT);
    if (open?.left === false) return;
    await setTimeout(2 * SECOND);
  }
}

const LEFT = `
  with now as (select extract(epoch from now()) * 1000 as at)
  select exists (select from sysmon.documents where kind = 'changed')
    or count(*) filter (where kind = 'detector') = 0
    or bool_or(kind = 'detector' and (data ->> 'position')::bigint < at - ${5 * MINUTE}) as left
  from sysmon.documents, now where kind = 'detector'`;

const COMMITS = 'select xact_commit::int as commits from pg_stat_database where datname = current_database()';

async function measure({ pid, folder, database }: SysmonProcess): Promise<Table> {
  const postmaster = await postmasterIn(folder);
  const commits = async () => (await run<{ commits: number }>(database, COMMITS))[0]?.commits ?? 0;
  const look = async () => ({
    commits: await commits(),
    node: await ownProcessorSeconds(pid),
    postgres: await processorSeconds(postmaster),
    at: performance.now(),
  });
  const before = await look();
  await setTimeout(MEASURED);
  const after = await look();
  const seconds = (after.at - before.at) / SECOND;
  const percent = (name: 'node' | 'postgres') => ((after[name] - before[name]) / seconds) * 100;
  return {
    title: `${Math.round(seconds)} seconds, nobody asks and nothing is wrong`,
    columns: [
      { key: 'process', head: '' },
      { key: 'corePercent', head: '% of a core', decimals: 2 },
      { key: 'residentMegabytes', head: 'resident MB' },
      { key: 'transactionsPerSecond', head: 'transactions/s', decimals: 1 },
    ],
    rows: [
      {
        process: 'sysmon (node)',
        corePercent: percent('node'),
        residentMegabytes: (await ownResidentBytes(pid)) / 2 ** 20,
      },
      {
        process: 'PostgreSQL',
        corePercent: percent('postgres'),
        residentMegabytes: (await residentBytes(postmaster)) / 2 ** 20,
        transactionsPerSecond: (after.commits - before.commits) / seconds,
      },
    ],
    notes: [
      "The node process also holds the sandbox's Slack and Jira; CloudWatch and the services are in the bench's own.",
      'Resident memory of PostgreSQL: its processes together, what they share counted once.',
    ],
  };
}
