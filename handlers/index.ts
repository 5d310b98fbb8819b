import { acknowledge } from './actions/acknowledge.ts';
import { createTicket } from './actions/create-ticket.ts';
import { example } from './actions/example.ts';
import { logs } from './actions/logs.ts';
import { mute } from './actions/mute.ts';
import { noise } from './actions/noise.ts';
import { open } from './actions/open.ts';
import { openLink } from './actions/open-link.ts';
import { resolve } from './actions/resolve.ts';
import { severe } from './actions/severe.ts';
import { share } from './actions/share.ts';
import { storm } from './actions/storm.ts';
import { unmute } from './actions/unmute.ts';
import { sysmon } from './commands/sysmon.ts';
import { directMessage } from './events/direct-message.ts';
import { home } from './events/home.ts';
import { mention } from './events/mention.ts';
import type { Handler } from './handler.ts';
import { assignee } from './options/assignee.ts';
import { ticketFromMessage } from './shortcuts/ticket-from-message.ts';
import { muteForm } from './views/mute-form.ts';
import { ticketForm } from './views/ticket-form.ts';

/** Everything a person can do in Slack; one line each. */
export const HANDLERS: readonly Handler[] = [
  sysmon,
  mention,
  directMessage,
  home,
  acknowledge,
  mute,
  unmute,
  resolve,
  noise,
  severe,
  createTicket,
  logs,
  open,
  storm,
  share,
  example,
  openLink,
  ticketFromMessage,
  ticketForm,
  muteForm,
  assignee,
];
