/** Something that happened to a container, in the daemon's own words. */
interface Published {
  at: number;
  action: string;
  /** As it is sent: a line of JSON. */
  line: string;
}

export interface EventFilter {
  /** Beginnings of actions; all if empty. */
  actions: readonly string[];
}

/** The daemon's events: the newest 256, and whoever listens. */
export interface EventLog {
  publish(at: number, action: string, id: string, attributes: Record<string, string>): void;
  /** Lines of a while, both ends in it. */
  past(since: number, until: number, filter: EventFilter): string[];
  /** Calls `listener` with each new line, until the function that is returned is called. */
  follow(filter: EventFilter, listener: (line: string) => void): () => void;
  /** As over a restart of the daemon. */
  forget(): void;
}

const KEPT = 256;

export function createEventLog(): EventLog {
  const events: Published[] = [];
  const listeners = new Set<(event: Published) => void>();
  let count = 0;
  return {
    publish: (at, action, id, attributes) => {
      const event = { at, action, line: lineOf(at, action, id, attributes, ++count) };
      events.push(event);
      if (events.length > KEPT) events.shift();
      for (const listener of listeners) listener(event);
    },
    past: (since, until, filter) =>
      events
        .filter((event) => event.at >= since && event.at <= until && isMeant(event, filter))
        .map(({ line }) => line),
    follow: (filter, listener) => {
      const hear = (event: Published) => {
        if (isMeant(event, filter)) listener(event.line);
      };
      listeners.add(hear);
      return () => listeners.delete(hear);
    },
    forget: () => {
      events.length = 0;
    },
  };
}

function isMeant({ action }: Published, { actions }: EventFilter): boolean {
  return actions.length === 0 || actions.some((one) => action.startsWith(one));
}

/** Nanoseconds have more digits than a number of JavaScript holds. */
function lineOf(at: number, action: string, id: string, attributes: Record<string, string>, count: number) {
  const event = {
    status: action,
    id,
    from: attributes.image,
    Type: 'container',
    Action: action,
    Actor: { ID: id, Attributes: attributes },
    scope: 'local',
    time: Math.floor(at / 1_000),
  };
  const nanoseconds = BigInt(at) * 1_000_000n + BigInt(count % 1_000_000);
  return `${JSON.stringify(event).slice(0, -1)},"timeNano":${nanoseconds}}\n`;
}
