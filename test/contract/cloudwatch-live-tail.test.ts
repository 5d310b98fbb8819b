import { describe, expect, test } from 'vitest';
import { SECOND } from '../../src/core/time.ts';
import { type Address, localCloudWatch, readAll, writerOf } from '../support/cloudwatch.ts';
import { following } from '../support/live-tail.ts';
import { ministackIsWanted, startMinistack } from '../support/ministack.ts';

/** The same follower against our own server and against one that is not ours. */
const SERVERS: { name: string; start: () => Promise<Address> }[] = [
  { name: 'the local CloudWatch', start: () => localCloudWatch({ throttle: false }) },
  ...(ministackIsWanted ? [{ name: 'ministack', start: startMinistack }] : []),
];

const API = '/ecs/api';
const WEB = '/ecs/web';
/** AWS tells of new lines once a second; the rest is for a busy machine. */
const SOON = 1.5 * SECOND;

describe.each(SERVERS)('Live Tail on $name', ({ start }) => {
  test('a line is hinted at within a second or so, with its own group, and is there to be read', async () => {
    const server = await start();
    await writerOf(server)(WEB, 'a', [[Date.now(), 'INFO before']]);
    const { source, open, line, hint, hinted } = await following(server, API, { liveTail: true });
    await open();
    expect(hinted).not.toContain(WEB);
    const written = performance.now();
    await line(WEB);
    await hint(WEB);
    expect(performance.now() - written).toBeLessThan(SOON);
    const { texts } = await readAll(source, `cloudwatch-logs/eu-west-1/${WEB}`);
    expect(texts).toEqual(['INFO before', 'INFO hello']);
  });

  test('only the groups that the settings name are followed, and a quiet one is no news', async () => {
    const server = await start();
    const write = writerOf(server);
    const others = ['/ecs/other', '/ecs/api-noise', WEB];
    for (const group of others) await write(group, 'a', [[Date.now(), 'INFO before']]);
    const settings = {
      groups: ['/ecs/api*', WEB],
      exclude: ['/ecs/api-noise'],
      liveTail: ['/ecs/api*', '/ecs/other'],
    };
    const { open, line, hinted } = await following(server, API, settings);
    await open();
    for (const group of others) await line(group);
    await open();
    expect(new Set(hinted)).toEqual(new Set([API]));
  });

  test('to stop ends it without an error', async () => {
    const { open, stop, done } = await following(await start(), API, { liveTail: true });
    await open();
    stop();
    await expect(done).resolves.toBeUndefined();
  });
});
