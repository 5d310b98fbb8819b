/** Every `action_id` that a card may carry. The start refuses one without a handler; a card can't use one that is not here. */
export const ACTIONS = {
  acknowledge: 'alert.acknowledge',
  mute: 'alert.mute',
  unmute: 'alert.unmute',
  resolve: 'alert.resolve',
  noise: 'alert.noise',
  severe: 'alert.severe',
  ticket: 'alert.ticket',
  logs: 'alert.logs',
  open: 'alert.open',
  share: 'answer.share',
  example: 'answer.example',
  storm: 'storm.show',
  link: 'link.open',
  assignee: 'ticket.assignee',
} as const;
export type ActionId = (typeof ACTIONS)[keyof typeof ACTIONS];

/** Callback ids of modals and shortcuts. */
export const CALLBACKS = {
  ticketForm: 'ticket-form',
  muteForm: 'mute-form',
  ticketFromMessage: 'ticket-from-message',
} as const;

/** How long a mute may last, in minutes, by the value of its option; `tomorrow` and `forever` have no fixed length. */
export const MUTES = {
  '30m': { label: '30 minutes', minutes: 30 },
  '1h': { label: '1 hour', minutes: 60 },
  '4h': { label: '4 hours', minutes: 240 },
  tomorrow: { label: 'Until tomorrow 9:00', minutes: undefined },
  '1w': { label: '1 week', minutes: 7 * 24 * 60 },
  forever: { label: 'Forever…', minutes: undefined },
} as const;
export type MuteChoice = keyof typeof MUTES;
