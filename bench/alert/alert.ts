import { setTimeout as sleep } from 'node:timers/promises';
import { SECOND } from '../../src/core/time.ts';
import type { Bench, Ground } from '../bench.ts';
import type { Place } from '../ground/place.ts';
import { withPlaces } from '../ground/places.ts';
import { median, quantile } from '../ground/statistics.ts';
import type { Table } from '../ground/table.ts';
import { startBackground } from './background.ts';
import { type Scene, withScene } from './scene.ts';

/** Alerts that are timed. More than ten a minute would share one message. */
const TIMES = 12;
const PAUSE = 6.5 * SECOND;
const RATE = 1_000;
/** Until what is compiled and connected late is. */
const WARM = 10 * SECOND;
/** A line that leads to no message within this is counted as one that does not come. */
const LONGEST = 60 * SECOND;

export const alert: Bench = {
  name: 'alert',
  title: 'From a line that arrives at the intake to the message in the sandbox Slack',
  run: (ground) =>
    withPlaces(ground, async ({ postgres, elasticsearch, notes }) => {
      const rows = [];
      for (const place of [postgres, elasticsearch]) {
        if (!place) continue;
        const row = await rowOf(place, ground);
        ground.say(`${place.title}: p50 ${row.p50.toFixed(1)} s, p95 ${row.p95.toFixed(1)} s`);
        rows.push(row);
      }
      return [tableOf(rows, notes)];
    }),
};

async function rowOf(place: Place, ground: Ground) {
  return withScene(place, ground, async (scene) => {
    const background = startBackground(scene, RATE);
    await sleep(WARM);
    ground.say(`${place.title}: ${TIMES} new services each log an error, one after the other`);
    const times: number[] = [];
    for (let turn = 0; turn <= TIMES; turn++) {
      const [taken] = await Promise.all([timeToMessage(scene, `pay-${turn + 10}`), sleep(PAUSE)]);
      if (turn > 0) times.push(taken);
    }
    const rate = await background.stop();
    const came = times.filter((time) => time < LONGEST);
    return {
      store: place.title,
      queue: scene.queue,
      background: rate,
      alerts: `${came.length} of ${TIMES}`,
      p50: median(times) / SECOND,
      p95: quantile(times, 0.95) / SECOND,
      longest: Math.max(...times) / SECOND,
    };
  });
}

/** Milliseconds from the request to the message's own time. */
async function timeToMessage({ send, messageAbout }: Scene, service: string): Promise<number> {
  const since = Date.now();
  await send(service, [JSON.stringify({ level: 'error', message: 'the card processor does not answer' })]);
  const at = await messageAbout(service, LONGEST);
  return (at ?? since + LONGEST) - since;
}

function tableOf(rows: Table['rows'], notes: readonly string[]): Table {
  return {
    title: `The first error of ${TIMES} services that were never seen before, with other lines all the while`,
    columns: [
      { key: 'store', head: 'store' },
      { key: 'queue', head: 'queues' },
      { key: 'background', head: 'other lines/s' },
      { key: 'alerts', head: 'alerts' },
      { key: 'p50', head: 'p50 s', decimals: 1 },
      { key: 'p95', head: 'p95 s', decimals: 1 },
      { key: 'longest', head: 'longest s', decimals: 1 },
    ],
    rows,
    notes: [
      'sysmon (bot and worker in one process), the store, the sandbox and the sender share the machine.',
      ...notes,
    ],
  };
}
