import type { Option } from './page-api.ts';

/** What an external select last offered to a person: only that can be picked. */
export interface Suggestions {
  offer(user: string, actionId: string, options: Option[]): void;
  offered(user: string, actionId: string): Option[];
}

export function createSuggestions(): Suggestions {
  const kept = new Map<string, Option[]>();
  const key = (user: string, actionId: string) => `${user} ${actionId}`;
  return {
    offer: (user, actionId, options) => kept.set(key(user, actionId), options),
    offered: (user, actionId) => kept.get(key(user, actionId)) ?? [],
  };
}
