import type { Channel, Message, SharedFile, View } from '../page-api.ts';

export interface StoredFile extends SharedFile {
  /** Where people can see it; nobody but its owner can while this is empty. */
  shares: { channel: string; ts: string }[];
  /** Slack works on an upload for a moment before blocks may show it: epoch milliseconds. */
  readyAt: number;
  state: 'promised' | 'uploaded' | 'complete';
}

/** What survives a restart, each as its newest form. */
export type Entry =
  | { kind: 'message'; message: Message }
  | { kind: 'deleted'; channel: string; ts: string }
  | { kind: 'channel'; channel: Channel }
  | { kind: 'file'; file: StoredFile }
  | { kind: 'home'; user: string; view: View };

/** All of it in memory. */
export interface Records {
  channels: Map<string, Channel>;
  /** By channel, then by `ts`, in the order they were posted. */
  messages: Map<string, Map<string, Message>>;
  files: Map<string, StoredFile>;
  homes: Map<string, View>;
}

export function apply(records: Records, entry: Entry): void {
  if (entry.kind === 'channel') records.channels.set(entry.channel.id, entry.channel);
  if (entry.kind === 'file') records.files.set(entry.file.id, entry.file);
  if (entry.kind === 'home') records.homes.set(entry.user, entry.view);
  if (entry.kind === 'deleted') messagesOf(records, entry.channel).delete(entry.ts);
  if (entry.kind === 'message')
    messagesOf(records, entry.message.channel).set(entry.message.ts, entry.message);
}

export function messagesOf(records: Records, channel: string): Map<string, Message> {
  const found = records.messages.get(channel) ?? new Map<string, Message>();
  records.messages.set(channel, found);
  return found;
}

/** The shortest journal that leads to the same records. */
export function compact(records: Records): Entry[] {
  const messages = [...records.messages.values()].flatMap((channel) => [...channel.values()]);
  return [
    ...[...records.channels.values()].map((channel): Entry => ({ kind: 'channel', channel })),
    ...messages.map((message): Entry => ({ kind: 'message', message })),
    ...[...records.files.values()].map((file): Entry => ({ kind: 'file', file })),
    ...[...records.homes].map(([user, view]): Entry => ({ kind: 'home', user, view })),
  ];
}
