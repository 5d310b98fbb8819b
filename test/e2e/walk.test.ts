import { afterAll, afterEach, describe } from 'vitest';
import { findChromium } from './browser.ts';
import { meetsAlert } from './steps/alert.ts';
import { looksAround } from './steps/looks.ts';
import { asks, asksInThread, opensHome } from './steps/questions.ts';
import { comesBack } from './steps/restart.ts';
import { isDone, makesTicket, makesTicketOfThread } from './steps/tickets.ts';
import { beginWalk, endWalk } from './walk.ts';

const chromium = findChromium();
const walk = chromium === undefined ? undefined : await beginWalk(chromium);

describe.runIf(walk)('a newcomer', () => {
  if (!walk) return;
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await walk.album.take(walk.page, 'failure');
  });
  afterAll(() => endWalk(walk));

  meetsAlert(walk);
  makesTicket(walk);
  asks(walk);
  makesTicketOfThread(walk);
  asksInThread(walk);
  opensHome(walk);
  isDone(walk);
  looksAround(walk);
  comesBack(walk);
});
