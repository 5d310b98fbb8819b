import { afterAll, expect, test } from 'vitest';
import { findChanged, markChanged } from '../../src/aggregate/changed.ts';
import { recomputeMarked } from '../../src/aggregate/marks.ts';
import { answer, known, understand } from '../../src/ask/index.ts';
import type { RawEvent } from '../../src/core/event.ts';
import { silentLog } from '../../src/core/log.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/core/time.ts';
import { createCodeBook, createNormalizer } from '../../src/normalize/index.ts';
import { openPostgresStore } from '../../src/store/postgres/postgres-store.ts';
import { freshDatabase } from '../support/database.ts';

const NOW = Date.parse('2026-11-24T14:30:20.500Z');
const clock = { now: () => NOW };
const store = await openPostgresStore({ url: await freshDatabase(), clock, log: silentLog });
afterAll(() => store.close());

/** One access log line every 20 seconds for two days, each fifth a 500; one error line every ten minutes. */
const LINES = Array.from({ length: (2 * DAY) / (20 * SECOND) }, (_, place) => {
  const at = NOW - place * 20 * SECOND - 1;
  const status = place % 5 === 0 ? 500 : 200;
  const text =
    place % 30 === 0
      ? `ERROR card ${place} declined`
      : JSON.stringify({
          level: 'info',
          message: 'GET /v1/orders',
          http: { request: { method: 'GET' }, response: { status_code: status } },
          url: { path: '/v1/orders' },
          event: { duration: (1 + (place % 100)) * 1e6 },
        });
  return { at, text };
});

function raw({ at, text }: (typeof LINES)[number], place: number): RawEvent {
  const origin = { dataset: 'test', stream: `stream-${place}`, group: '/ecs/api', service: 'api' };
  return { id: `line-${place}`, at, text, lines: 1, origin };
}

async function collect(lines: RawEvent[]): Promise<void> {
  const events = createNormalizer({ codes: createCodeBook() }).normalize(lines);
  for (let from = 0; from < events.length; from += 1_000)
    await store.events.append(events.slice(from, from + 1_000));
  await markChanged(
    store.documents,
    events.map((event) => event['@timestamp']),
  );
}

const RAW = LINES.map(raw);
await collect(RAW.slice(500));
for (
  let marks = await findChanged(store.documents, 500);
  marks.length > 0;
  marks = await findChanged(store.documents, 500)
) {
  await recomputeMarked(store, marks);
}
await collect(RAW.slice(0, 500));

async function tell(text: string) {
  const understood = understand(text, {
    now: NOW,
    timezone: 'Europe/Berlin',
    known: await known(store, clock),
  });
  if (understood.kind !== 'question') throw new Error(JSON.stringify(understood));
  return answer(understood.question, { store, clock, timezone: 'Europe/Berlin' });
}

const within = (length: number, wanted: (text: string) => boolean) =>
  LINES.filter(({ at, text }) => at >= NOW - length && wanted(text)).length;
const isError = (text: string) => text.startsWith('ERROR');

test.each([5 * MINUTE, HOUR, 6 * HOUR, 24 * HOUR, 36 * HOUR])(
  'errors of the last %i ms are what grep counts, aggregated or not',
  async (length) => {
    const { headline } = await tell(`errors api last ${length / MINUTE}m`);
    expect(headline).toMatch(new RegExp(`^${within(length, isError)} errors?,`));
  },
);

test('log lines with a text are what grep counts', async () => {
  const { headline, lines } = await tell('logs containing "declined" last 24h');
  expect(headline).toContain(`${within(24 * HOUR, isError)} log lines`);
  expect(lines?.at(-1)?.text).toContain('declined');
});

test('failures are a share of all requests, over edges within minutes', async () => {
  const failed = within(24 * HOUR, (text) => text.includes('status_code":500'));
  const all = within(24 * HOUR, (text) => !isError(text));
  expect((await tell('failures api last 24h')).headline).toContain(
    `${failed.toLocaleString('en-US')} of ${all.toLocaleString('en-US')} requests failed`,
  );
});

test('a p95 of a day is the p95 of its requests', async () => {
  const { table } = await tell('p95 latency api by endpoint last 24h');
  const measured = Number(table?.rows[0]?.[1]?.replace(' ms', ''));
  expect(measured).toBeGreaterThan(93);
  expect(measured).toBeLessThan(97);
});

test('codes are ranked, and their counts make up the errors', async () => {
  const { table } = await tell('top codes last 24h');
  const counted = table?.rows.reduce((sum, row) => sum + Number(row[2]), 0);
  expect(counted).toBe(within(24 * HOUR, isError));
});
