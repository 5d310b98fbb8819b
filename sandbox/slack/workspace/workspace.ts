import { join } from 'node:path';
import type { Clock } from '../../../src/core/time.ts';
import { openJournal } from '../../journal.ts';
import type { Channel, Message } from '../page-api.ts';
import { CHANNELS } from '../world.ts';
import { apply, compact, type Entry, messagesOf, type Records } from './entries.ts';
import { createTimestamps } from './timestamps.ts';

/** What the workspace remembers. Writing resolves once it is on disk; what is read is as new as the last write that began. */
export interface Workspace {
  readonly records: Records;
  save(entry: Entry): Promise<void>;
  channel(id: string): Channel | undefined;
  message(channel: string, ts: string): Message | undefined;
  /** Oldest first, replies among them. */
  messages(channel: string): Message[];
  /** A `ts` that is not taken, later than all before it. */
  nextTs(): string;
}

export async function openWorkspace(folder: string, clock: Clock): Promise<Workspace> {
  const journal = await openJournal<Entry>(join(folder, 'workspace.jsonl'));
  const records: Records = { channels: new Map(), messages: new Map(), files: new Map(), homes: new Map() };
  for (const channel of CHANNELS) apply(records, { kind: 'channel', channel });
  for (const entry of journal.entries) apply(records, entry);
  await journal.rewrite(compact(records));
  const messages = (channel: string) => [...messagesOf(records, channel).values()];
  return {
    records,
    save: (entry) => {
      apply(records, entry);
      return journal.append(entry);
    },
    channel: (id) => records.channels.get(id),
    message: (channel, ts) => messagesOf(records, channel).get(ts),
    messages,
    nextTs: createTimestamps(clock, newestTs(records)),
  };
}

function newestTs(records: Records): string {
  const all = [...records.messages.values()].flatMap((channel) => [...channel.keys()]);
  return all.sort().at(-1) ?? '';
}
