import type { SlackContext } from '../context.ts';
import type { Channel, Message, PageState } from '../page-api.ts';
import { isTopLevel, repliesTo } from '../workspace/threads.ts';
import { MEMBERS, TEAM, USERGROUPS } from '../world.ts';
import { installedApp } from './installed-app.ts';

const SHOWN = 200;

/** Everything a person sees when they open the page. */
export function pageState(context: SlackContext, you: string): PageState {
  const { workspace, ephemerals, modals } = context;
  const channels = [...workspace.records.channels.values()].filter((channel) => isVisible(channel, you));
  const newest = channels.map(({ id }): [string, Message[]] => [
    id,
    workspace.messages(id).filter(isTopLevel).slice(-SHOWN),
  ]);
  const threads = newest.flatMap(([channel, messages]) =>
    messages
      .filter(({ reply_count }) => reply_count)
      .map(({ ts }): [string, Message[]] => [`${channel}/${ts}`, repliesTo(workspace, channel, ts)]),
  );
  return {
    sandbox: true,
    team: TEAM,
    you,
    app: installedApp(context),
    people: [...MEMBERS],
    channels,
    usergroups: USERGROUPS,
    messages: Object.fromEntries(newest),
    replies: Object.fromEntries(threads),
    ephemeral: ephemerals.all(you),
    views: modals.stack(you),
    home: workspace.records.homes.get(you) ?? null,
  };
}

export function isVisible({ is_im, members }: Channel, user: string): boolean {
  return !is_im || members.includes(user);
}
