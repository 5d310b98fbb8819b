import { setTimeout as sleep } from 'node:timers/promises';
import { expect, inject, test, vi } from 'vitest';
import { z } from 'zod';
import type { ActResult } from '../../sandbox/slack/page-api.ts';
import { Alert } from '../../src/core/alert.ts';
import { SECOND } from '../../src/core/time.ts';
import { ACTIONS } from '../../src/slack/actions.ts';
import { collection } from '../../src/store/collection.ts';
import { freshDatabase } from '../support/database.ts';
import type { Outside } from '../support/outside.ts';
import { openTeam } from '../support/team/team.ts';
import { alertSample } from '../unit/slack/samples.ts';
import { act } from './sandbox-slack-app.ts';

const database = await freshDatabase();
const redis = inject('redisUrl') ?? '';
/** Buttons in one row of a message, at most. */
const ROW = 25;
const ROWS = 4;
const PAUSE = 100;
const Entry = z.object({ what: z.string(), target: z.string(), result: z.string() });

test('bots that are replaced one after the other lose no click and no command, and do none twice', async () => {
  const { outside, store, start } = await openTeam(database, { REDIS_URL: redis });
  const ids = Array.from({ length: ROW * ROWS }, (_, index) => `A-${index}`);
  const alerts = collection(store.documents, 'alert', Alert);
  for (const id of ids) await alerts.create(id, alertSample({ id, startedAt: Date.now() }));
  let bots = await Promise.all([start('bot'), start('bot')]);
  const ts = await postButtons(outside, ids);

  let restarted = false;
  const restarting = (async () => {
    for (let turn = 0; turn < 3; turn++) {
      const [old, ...others] = bots;
      bots = [...others, await start('bot')];
      expect(await old?.end('SIGTERM')).toBe(0);
    }
    restarted = true;
  })();
  const clicks: Promise<ActResult>[] = [];
  const commands: Promise<ActResult>[] = [];
  for (let index = 0; index < ids.length || !restarted; index++) {
    if (index < ids.length) {
      const action_id = `${ACTIONS.acknowledge}:${index % ROW}`;
      const place = { ts: ts[Math.floor(index / ROW)], action_id };
      clicks.push(act(outside.slack, 'click', { ...place, wait_ms: 0 }));
    }
    commands.push(
      act(outside.slack, 'command', { user: 'jonas', text: `/sysmon blub${index}`, wait_ms: 3_000 }),
    );
    await sleep(PAUSE);
  }
  await restarting;

  const answered = await Promise.all([...clicks, ...commands]);
  expect(answered.filter(({ error }) => error)).toEqual([]);
  await vi.waitFor(async () => {
    const audit = (await store.documents.find('audit', { limit: 10_000 })).map(({ data }) =>
      Entry.parse(data),
    );
    const done = audit.filter(({ what, result }) => what === ACTIONS.acknowledge && result === 'done');
    expect(done.map(({ target }) => target).toSorted()).toEqual(ids.toSorted());
    expect(audit).toHaveLength(answered.length);
  }, 10 * SECOND);
  const replies = new Map(
    answered.flatMap(({ ephemeral }) => ephemeral.map((one) => [one.ts, JSON.stringify(one)])),
  );
  const told = [...replies.values()].map((words) => words.match(/blub\d+/)?.[0]);
  expect(told.toSorted()).toEqual(commands.map((_, index) => `blub${index}`).toSorted());
  for (const bot of bots) expect(await bot.end('SIGTERM')).toBe(0);
}, 180_000);

/** Rows of buttons, one an alert: the place of each row. */
async function postButtons({ slack }: Outside, ids: readonly string[]): Promise<string[]> {
  const places: string[] = [];
  for (let row = 0; row < ids.length / ROW; row++) {
    const elements = ids.slice(row * ROW, (row + 1) * ROW).map((value, index) => ({
      type: 'button',
      action_id: `${ACTIONS.acknowledge}:${index}`,
      text: { type: 'plain_text', text: value },
      value,
    }));
    const blocks = JSON.stringify([{ type: 'actions', elements }]);
    await sleep(1_100);
    const reply = await fetch(`${slack.api}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: `Bearer ${slack.botToken}` },
      body: new URLSearchParams({ channel: slack.channel, text: 'alerts', blocks }),
    });
    places.push(z.object({ ts: z.string() }).parse(await reply.json()).ts);
  }
  return places;
}
