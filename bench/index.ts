import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { alert } from './alert/alert.ts';
import { ask } from './ask/ask.ts';
import type { Bench, Options } from './bench.ts';
import { codes } from './codes/codes.ts';
import { detect } from './detect/detect.ts';
import { machine } from './ground/machine.ts';
import { printed } from './ground/table.ts';
import { idle } from './idle/idle.ts';
import { ingest } from './ingest/ingest.ts';

const BENCHES: readonly Bench[] = [ingest, ask, alert, idle, detect, codes];

const STORES = ['postgres', 'elasticsearch'];

/** `npm run bench`, or some of them by name; `-- --json` for machines, `-- --store elasticsearch` for one store, `-- ask --events 10000000`. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { json: { type: 'boolean' }, store: { type: 'string' }, events: { type: 'string' } },
    allowPositionals: true,
  });
  if (values.store && !STORES.includes(values.store)) return refuse('store', values.store, STORES);
  const options: Options = {
    ...(values.store && { store: values.store }),
    ...(values.events && { events: Number(values.events) }),
  };
  const names = BENCHES.map(({ name }) => name);
  const unknown = positionals.filter((name) => !names.includes(name));
  if (unknown.length > 0) return refuse('bench', unknown.join(', '), names);
  const on = machine();
  if (!values.json)
    console.log(
      `${on.processor}, ${on.cores} cores, ${on.memoryGigabytes} GB; node ${on.node}; load ${on.load}`,
    );
  const results = [];
  for (const bench of BENCHES.filter(({ name }) => positionals.length === 0 || positionals.includes(name))) {
    if (!values.json) console.log(`\n${bench.name}: ${bench.title}`);
    const tables = await runIn(bench, options);
    if (!values.json) for (const table of tables) console.log(printed(table));
    results.push({
      name: bench.name,
      title: bench.title,
      tables: tables.map(({ title, rows, notes }) => ({ title, rows, notes })),
    });
  }
  if (values.json) console.log(JSON.stringify({ machine: on, results }, null, 2));
}

async function runIn(bench: Bench, options: Options) {
  const folder = await mkdtemp(join(tmpdir(), `sysmon-bench-${bench.name}-`));
  const say = (what: string) => process.stderr.write(`  ${what}\n`);
  try {
    return await bench.run({ folder, options, say });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function refuse(what: string, given: string, there: readonly string[]): void {
  console.error(`No ${what} is called ${given}. There are: ${there.join(', ')}.`);
  process.exitCode = 2;
}

await main();
