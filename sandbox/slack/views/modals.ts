import type { Feed } from '../feed.ts';
import type { View } from '../page-api.ts';
import { slackError } from '../slack-error.ts';

/** Slack allows this many views in one stack. */
const MAX_STACK = 3;

/** The modals that each person has open, the one on top last; gone after a restart. */
export interface Modals {
  stack(user: string): View[];
  find(by: { view_id?: string; external_id?: string }): { user: string; view: View } | undefined;
  /** Replaces whatever was open. */
  open(user: string, view: View): void;
  push(user: string, view: View): void;
  replace(user: string, view: View): void;
  /** Closes the one on top and shows what is below. */
  pop(user: string): void;
  clear(user: string): void;
}

export function createModals(feed: Feed): Modals {
  const stacks = new Map<string, View[]>();
  const stack = (user: string) => stacks.get(user) ?? [];
  const show = (user: string, views: View[]) => {
    stacks.set(user, views);
    feed.tell({ type: 'views_changed', views }, { to: user });
  };
  return {
    stack,
    find: ({ view_id, external_id }) => {
      const all = [...stacks].flatMap(([user, views]) => views.map((view) => ({ user, view })));
      return all.find(({ view }) =>
        view_id === undefined ? view.external_id === external_id : view.id === view_id,
      );
    },
    open: (user, view) => show(user, [view]),
    push: (user, view) => {
      if (stack(user).length >= MAX_STACK) throw slackError('push_limit_reached');
      show(user, [...stack(user), view]);
    },
    replace: (user, view) =>
      show(
        user,
        stack(user).map((other) => (other.id === view.id ? view : other)),
      ),
    pop: (user) => show(user, stack(user).slice(0, -1)),
    clear: (user) => show(user, []),
  };
}
