import type { Profiler } from 'node:inspector';
import { Session } from 'node:inspector/promises';
import { sep } from 'node:path';

/** Milliseconds of node's processor time by the room of the code that was running, the caller's where a library was. */
export async function profileRooms(work: () => Promise<void>): Promise<Map<string, number>> {
  const session = new Session();
  session.connect();
  try {
    await session.post('Profiler.enable');
    await session.post('Profiler.start');
    await work();
    const { profile } = await session.post('Profiler.stop');
    return byRoom(profile);
  } finally {
    session.disconnect();
  }
}

function byRoom({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): Map<string, number> {
  const room = roomOf(nodes);
  const spent = new Map<string, number>();
  samples.forEach((sample, index) => {
    const name = room(sample);
    if (name) spent.set(name, (spent.get(name) ?? 0) + (timeDeltas[index] ?? 0) / 1000);
  });
  return spent;
}

/** Undefined where node had nothing to do. */
function roomOf(nodes: readonly Profiler.ProfileNode[]): (id: number) => string | undefined {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  return (id) => {
    const own = byId.get(id)?.callFrame.functionName;
    if (own === '(idle)' || own === '(program)') return undefined;
    if (own === '(garbage collector)') return 'garbage collection';
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
      const room = roomIn(byId.get(at)?.callFrame.url ?? '');
      if (room) return room;
    }
    return 'node and pg, on their own';
  };
}

const ROOM = new RegExp(`${sep}(src|jobs|bench)${sep}((?:normalize|store)${sep}[a-z]+|[a-z-]+)`);

function roomIn(url: string): string | undefined {
  if (url.includes('node_modules')) return undefined;
  const [, top, room = ''] = ROOM.exec(url) ?? [];
  return top === 'src' ? room : top;
}
