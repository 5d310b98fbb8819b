import { z } from 'zod';
import { homeBlocks } from '../../src/slack/cards/home.ts';
import { COMMAND } from '../ask/reply.ts';
import { event } from '../handler.ts';

/** The App Home is drawn anew each time it is opened. */
export const home = event(
  'app_home_opened',
  { role: 'viewer' },
  async ({ person }, { alerts, call, clock }) => {
    const open = await alerts.list({ states: ['firing', 'acknowledged'] });
    const blocks = homeBlocks(
      open.map(({ data }) => data),
      COMMAND,
      clock.now(),
    );
    await call('views.publish', { user_id: person.id, view: { type: 'home', blocks } }, z.object({}));
    return undefined;
  },
);
