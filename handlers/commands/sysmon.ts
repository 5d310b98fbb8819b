import { COMMAND, replyTo } from '../ask/reply.ts';
import { command } from '../handler.ts';

/** `/sysmon <question or command>`: seen by the asker alone. */
export const sysmon = command(COMMAND, { role: 'viewer' }, ({ text, person, channel }, context) =>
  replyTo({ text, person, place: { channel, personId: person.id }, shareable: true }, context),
);
