import type { Clock, Instant } from '../../src/core/time.ts';
import { openJournal } from '../journal.ts';
import { alreadyExists, notFound } from './aws-error.ts';

export interface LogGroup {
  name: string;
  creationTime: Instant;
  retentionInDays?: number;
  tags: Record<string, string>;
  /** Creation time by stream name. */
  streams: Map<string, Instant>;
}

/** Which groups and streams there are; the events are elsewhere. Every change is on disk before it is answered. */
export interface Catalog {
  /** In the order of their names. */
  groups(): LogGroup[];
  group(name: string): LogGroup;
  createGroup(name: string, tags: Record<string, string>): Promise<void>;
  createStream(group: string, name: string): Promise<void>;
  retain(group: string, days: number | undefined): Promise<void>;
  deleteGroup(name: string): Promise<void>;
  deleteStream(group: string, name: string): Promise<void>;
}

type Change =
  | { change: 'group'; group: string; at: Instant; tags: Record<string, string> }
  | { change: 'stream'; group: string; stream: string; at: Instant }
  | { change: 'retention'; group: string; days?: number }
  | { change: 'group deleted'; group: string }
  | { change: 'stream deleted'; group: string; stream: string };

export async function openCatalog(file: string, clock: Clock): Promise<Catalog> {
  const journal = await openJournal<Change>(file);
  const groups = new Map<string, LogGroup>();
  for (const change of journal.entries) apply(groups, change);

  const record = (change: Change) => {
    apply(groups, change);
    return journal.append(change);
  };
  const group = (name: string) => {
    const found = groups.get(name);
    if (!found) throw notFound('group');
    return found;
  };
  return {
    groups: () => [...groups.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    group,
    createGroup: async (name, tags) => {
      if (groups.has(name)) throw alreadyExists('group');
      await record({ change: 'group', group: name, at: clock.now(), tags });
    },
    createStream: async (name, stream) => {
      if (group(name).streams.has(stream)) throw alreadyExists('stream');
      await record({ change: 'stream', group: name, stream, at: clock.now() });
    },
    retain: (name, days) =>
      record({ change: 'retention', group: group(name).name, ...(days === undefined ? {} : { days }) }),
    deleteGroup: (name) => record({ change: 'group deleted', group: group(name).name }),
    deleteStream: async (name, stream) => {
      if (!group(name).streams.has(stream)) throw notFound('stream');
      await record({ change: 'stream deleted', group: name, stream });
    },
  };
}

function apply(groups: Map<string, LogGroup>, change: Change): void {
  const group = groups.get(change.group);
  if (change.change === 'group') {
    const { group: name, at: creationTime, tags } = change;
    groups.set(name, { name, creationTime, tags, streams: new Map() });
  } else if (change.change === 'stream') group?.streams.set(change.stream, change.at);
  else if (change.change === 'stream deleted') group?.streams.delete(change.stream);
  else if (change.change === 'group deleted') groups.delete(change.group);
  else if (group) retain(group, change.days);
}

function retain(group: LogGroup, days: number | undefined): void {
  if (days === undefined) delete group.retentionInDays;
  else group.retentionInDays = days;
}
