import type { Command } from '../../core/question.ts';
import type { Maybe } from '../sentence/draft.ts';
import { mend } from '../words/mend.ts';
import { tokenize } from '../words/tokens.ts';
import type { World } from '../world.ts';
import { readAck, readAudit, readResolve, readTicket } from './alert-orders.ts';
import { readAlertRule } from './alert-rule.ts';
import type { CommandReader } from './command.ts';
import { readMute, readUnmute } from './mute.ts';

const READERS: readonly CommandReader[] = [
  readMute,
  readUnmute,
  readAck,
  readResolve,
  readAudit,
  readAlertRule,
  readTicket,
];
const POLITE =
  /^(?:(?:please|pls|plz|can|could|would|you|hey|hi|hello|i|we|want|need|to|would like|let's|lets|now|and|ok|show|me|the|us)\b[ ,]*)+/i;
const REASON = /^(.*?)[\s,;:-]+(?:because(?: of)?|reason:?|due to|since we|cause|cuz)\s+(.+)$/i;
const REASONED = /^(mute|snooze|silence|quiet|resolve|close|create|open|new|file|make|raise|ticket)\b/i;

/** An order to do something, if the sentence is one: it begins with its verb, politeness apart. */
export function readCommand(text: string, world: World): Maybe<Command> | undefined {
  const plain = text.replace(POLITE, '') || text;
  const [, said = plain, reason] = (REASONED.test(plain) && REASON.exec(plain)) || [];
  const order = {
    tokens: mend(tokenize(said), world),
    world,
    ...(reason && { reason: reason.replace(/^"|["?!]+$/g, '').trim() }),
  };
  for (const read of READERS) {
    const command = read(order);
    if (command) return command;
  }
  return undefined;
}
