import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Person } from '../core/person.ts';
import { MINUTE } from '../core/time.ts';
import type { Call } from './call.ts';

/** A Slack user with what we need to answer in person. */
export interface SlackPerson extends Person {
  /** IANA time zone. */
  timezone: string;
}

export interface People {
  /** Never fails: somebody whom Slack does not tell about goes by the id, in UTC. */
  get(id: string): Promise<SlackPerson>;
}

const Info = z.object({
  user: z.object({
    id: z.string(),
    name: z.string().optional(),
    real_name: z.string().optional(),
    tz: z.string().nullish(),
    profile: z.object({ display_name: z.string().optional(), real_name: z.string().optional() }).optional(),
  }),
});

export function openPeople(call: Call): People {
  const known = new LRUCache<string, SlackPerson>({ max: 2_000, ttl: 15 * MINUTE });
  return {
    get: async (id) => {
      const cached = known.get(id);
      if (cached) return cached;
      try {
        const person = read((await call('users.info', { user: id }, Info)).user);
        known.set(id, person);
        return person;
      } catch {
        return { id, name: id, timezone: 'UTC' };
      }
    },
  };
}

function read({ id, name, real_name, tz, profile }: z.infer<typeof Info>['user']): SlackPerson {
  const names = [real_name, profile?.real_name, profile?.display_name, name, id];
  return { id, name: names.find(Boolean) ?? id, timezone: tz || 'UTC' };
}
