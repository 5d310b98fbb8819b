import { ACTIONS } from '../../src/slack/actions.ts';
import { stormListCard } from '../../src/slack/cards/storm.ts';
import { action } from '../handler.ts';

/** Every alert of the storm, for the eyes of whoever asked. */
export const storm = action(
  ACTIONS.storm,
  { role: 'viewer' },
  async ({ value: stormId }, { delivery, clock }) =>
    stormListCard(await delivery.storm(stormId), clock.now()),
);
