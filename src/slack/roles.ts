import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { ROLES, type Role } from '../core/person.ts';
import { MINUTE } from '../core/time.ts';
import type { Call } from './call.ts';
import type { SlackSettings } from './settings.ts';

export interface Roles {
  may(personId: string, role: Role): Promise<boolean>;
}

const Members = z.object({ users: z.array(z.string()) });
const FRESH = 5 * MINUTE;

/** Who may what. A higher role includes the lower ones; a role that nobody is named for is everyone's. */
export function openRoles(settings: SlackSettings['roles'], call: Call): Roles {
  const groups = new LRUCache<string, string[]>({
    max: 100,
    ttl: FRESH,
    fetchMethod: async (usergroup) => (await call('usergroups.users.list', { usergroup }, Members)).users,
    allowStaleOnFetchRejection: true,
  });

  async function isNamed(personId: string, named: readonly string[]): Promise<boolean> {
    if (named.includes(personId)) return true;
    for (const group of named.filter((id) => id.startsWith('S')))
      if ((await groups.fetch(group))?.includes(personId)) return true;
    return false;
  }

  return {
    may: async (personId, role) => {
      if (!settings?.[role]?.length) return true;
      const sufficient = ROLES.slice(ROLES.indexOf(role));
      return isNamed(
        personId,
        sufficient.flatMap((name) => settings[name] ?? []),
      );
    },
  };
}
