import { z } from 'zod';
import { isMuted } from '../../alerts/lifecycle.ts';
import type { Alert } from '../../core/alert.ts';
import { type Clock, MINUTE } from '../../core/time.ts';
import { type Collection, collection, type Kept } from '../../store/collection.ts';
import type { DocumentStore } from '../../store/document-store.ts';
import { alertKey, type Deliveries } from './record.ts';

export interface Storms {
  /** The storm whose message shows this alert; undefined where it has, or may have, a message of its own. */
  of(alert: Kept<Alert>): Promise<string | undefined>;
  members(stormId: string): Promise<Kept<Alert>[]>;
}

/** More new alerts than this within a minute in one channel share one message. */
const STORM_LIMIT = 10;
/** A storm is over when no alert has joined it for so long. */
const QUIET = 5 * MINUTE;
const Current = z.object({ id: z.string(), lastAt: z.number() });

export function openStorms(
  channel: string,
  alerts: Collection<Alert>,
  deliveries: Deliveries,
  documents: DocumentStore,
  clock: Clock,
): Storms {
  const current = collection(documents, 'setting', Current);
  const pointer = `slack-storm:${channel}`;

  async function crowded(): Promise<boolean> {
    const open = await alerts.find({ where: { state: ['firing', 'acknowledged'] } });
    if (open.length <= STORM_LIMIT) return false;
    const since = clock.now() - MINUTE;
    const known = await Promise.all(open.map(({ id }) => deliveries.get(alertKey(id))));
    const fresh = known.filter((kept, index) => {
      if (kept?.data.ts) return (kept.data.postedAt ?? 0) >= since;
      const alert = open[index]?.data;
      return alert !== undefined && !isMuted(alert, clock.now());
    });
    return fresh.length > STORM_LIMIT;
  }

  async function isRaging(): Promise<boolean> {
    const storm = (await current.get(pointer))?.data;
    return storm !== undefined && clock.now() - storm.lastAt < QUIET;
  }

  async function join(): Promise<string> {
    const now = clock.now();
    const { data } = await current.change<never>(pointer, (storm) =>
      storm && now - storm.lastAt < QUIET
        ? { ...storm, lastAt: now }
        : { id: `${channel}-${now}`, lastAt: now },
    );
    return data.id;
  }

  return {
    of: async ({ id, data }) => {
      const known = (await deliveries.get(alertKey(id)))?.data;
      if (known?.ts || known?.opened || known?.intent) return undefined;
      if (known?.storm) return known.storm;
      if (data.state === 'resolved' || isMuted(data, clock.now())) return undefined;
      return (await isRaging()) || (await crowded()) ? join() : undefined;
    },
    members: async (stormId) => {
      const joined = await deliveries.find({ where: { storm: [stormId] } });
      const found = await Promise.all(joined.map(({ id }) => alerts.get(id.replace(/^slack:/, ''))));
      return found.filter((kept) => kept !== undefined);
    },
  };
}
