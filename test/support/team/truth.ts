import { expect } from 'vitest';
import { z } from 'zod';
import { HOUR } from '../../../src/core/time.ts';
import type { Store } from '../../../src/store/store.ts';
import { countedPoints, storedPoints } from '../../integration/kill-world.ts';
import { everyEvent } from '../every-event.ts';
import type { Outside } from '../outside.ts';
import { slackHistory } from '../slack-history.ts';
import type { Load } from './load.ts';

const window = { from: Date.now() - HOUR, to: Date.now() + HOUR };
const Numbered = z.string().regex(/line \d+ /);

/** Rejects until all lines are in, counted, and what they led to is in the channel; once each. */
export async function expectAllThereOnce(store: Store, load: Load, outside: Outside): Promise<void> {
  await expectLinesOnce(store, load);
  expect(await store.documents.find('changed')).toEqual([]);
  const counted = await countedPoints(store, window);
  expect(Object.fromEntries(await storedPoints(store, window))).toEqual(Object.fromEntries(counted));
  await expectMessagesOnce(store, outside);
}

async function expectLinesOnce({ events }: Store, { services, written }: Load): Promise<void> {
  const [total] = await events.count({ window, where: { 'service.name': services } }, []);
  expect(total?.count).toBe(services.length * written());
  const wanted = Array.from({ length: written() }, (_, number) => number);
  for (const service of services) {
    const found = await everyEvent(events, { window, where: { 'service.name': [service] } });
    const numbers = found.map(({ message }) => Number(Numbered.parse(message).match(/line (\d+)/)?.[1]));
    expect(numbers.toSorted((a, b) => a - b)).toEqual(wanted);
  }
}

/** Every alert has its one message; those that were over before they could be posted have none. */
async function expectMessagesOnce({ documents }: Store, { slack }: Outside): Promise<void> {
  const told = (await slackHistory(slack)).flatMap(({ metadata }) => metadata?.event_payload.alertId ?? []);
  const alerts = await documents.find('alert');
  expect(alerts.length).toBeGreaterThan(0);
  expect(told.toSorted()).toEqual(alerts.map(({ id }) => id).toSorted());
}

/** How many issues there are in the project: keys have no gaps but for refused ones, of which there are none here. */
export async function countIssues({ host, email, apiToken, project }: Outside['jira']): Promise<number> {
  const authorization = `Basic ${Buffer.from(`${email}:${apiToken}`).toString('base64')}`;
  for (let number = 1; ; number++) {
    const reply = await fetch(`${host}/rest/api/3/issue/${project}-${number}`, {
      headers: { authorization },
    });
    if (reply.status === 404) return number - 1;
    if (!reply.ok) throw new Error(`Jira answered ${reply.status}`);
  }
}
