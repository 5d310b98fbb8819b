import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { startJira } from '../../../sandbox/jira/index.ts';
import { startSlack } from '../../../sandbox/slack/start-slack.ts';
import { silentLog } from '../../../src/core/log.ts';
import { systemClock } from '../../../src/core/time.ts';
import type { Outside } from '../outside.ts';

/** Gone: nobody listens. Silent: somebody listens and never says a word. */
export type Absence = 'gone' | 'silent';

/** Slack and Jira go, and come back at the same address with all that they had. */
export function neighbor(outside: Outside, name: 'slack' | 'jira', absence: Absence) {
  const address = name === 'slack' ? outside.slack.url : outside.jira.host;
  const port = Number(new URL(address).port);
  let mute = async () => {};
  return {
    away: async () => {
      await outside[name].stop();
      if (absence === 'silent') mute = await silence(port);
    },
    back: async () => {
      await mute();
      const place = { folder: join(outside.folder, name), port, clock: systemClock, log: silentLog };
      if (name === 'slack') outside.slack = await startSlack(place);
      else outside.jira = await startJira(place);
      onTestFinished(outside[name].stop);
    },
  };
}

async function silence(port: number): Promise<() => Promise<void>> {
  const taken = new Set<Socket>();
  const server = createServer((socket) => {
    taken.add(socket);
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return async () => {
    for (const socket of taken) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
}
