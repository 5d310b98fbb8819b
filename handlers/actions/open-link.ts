import { ACTIONS } from '../../src/slack/actions.ts';
import { action } from '../handler.ts';

/** Slack reports the click on a link button too, and warns people if nobody acknowledges it. */
export const openLink = action(ACTIONS.link, { role: 'viewer' }, async () => undefined);
