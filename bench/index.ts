import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ask } from './ask/ask.ts';
import type { Bench } from './bench.ts';
import { codes } from './codes/codes.ts';
import { detect } from './detect/detect.ts';
import { machine } from './ground/machine.ts';
import { printed } from './ground/table.ts';
import { idle } from './idle/idle.ts';
import { ingest } from './ingest/ingest.ts';

const BENCHES: readonly Bench[] = [ingest, ask, idle, detect, codes];

/** `npm run bench`, or some of them by name; `-- --json` for machines. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { json: { type: 'boolean' } },
    allowPositionals: true,
  });
  const unknown = positionals.filter((name) => !BENCHES.some((bench) => bench.name === name));
  if (unknown.length > 0) return refuse(unknown);
  const on = machine();
  if (!values.json)
    console.log(`${on.processor}, ${on.cores} cores, ${on.memoryGigabytes} GB; node ${on.node}`);
  const results = [];
  for (const bench of BENCHES.filter(({ name }) => positionals.length === 0 || positionals.includes(name))) {
    if (!values.json) console.log(`\n${bench.name}: ${bench.title}`);
    const tables = await runIn(bench);
    if (!values.json) for (const table of tables) console.log(printed(table));
    results.push({
      name: bench.name,
      title: bench.title,
      tables: tables.map(({ title, rows, notes }) => ({ title, rows, notes })),
    });
  }
  if (values.json) console.log(JSON.stringify({ machine: on, results }, null, 2));
}

async function runIn(bench: Bench) {
  const folder = await mkdtemp(join(tmpdir(), `sysmon-bench-${bench.name}-`));
  const say = (what: string) => process.stderr.write(`  ${what}\n`);
  try {
    return await bench.run({ folder, say });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function refuse(unknown: readonly string[]): void {
  const there = BENCHES.map(({ name }) => name).join(', ');
  console.error(`No bench is called ${unknown.join(', ')}. There are: ${there}.`);
  process.exitCode = 2;
}

await main();
