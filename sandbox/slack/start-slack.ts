import { createContext } from './create-context.ts';
import type { SlackOptions } from './options.ts';
import type { Channel, Person } from './page-api.ts';
import { listen } from './server.ts';
import { ALERTS, PEOPLE, TEAM } from './world.ts';

/** A local Slack workspace: Web API, Socket Mode or signed HTTP, files, and a page that people use. Clearly a sandbox. */
export interface SandboxSlack {
  /** The page. */
  url: string;
  /** `slackApiUrl` for `WebClient`. */
  api: string;
  /** The hand of a person: `<act>/command`, … */
  act: string;
  botToken: string;
  appToken: string;
  userToken: string;
  signingSecret: string;
  team: { id: string; name: string; domain: string };
  /** Id of #alerts. */
  channel: string;
  channels: Channel[];
  users: readonly Person[];
  stop(): Promise<void>;
}

export async function startSlack(options: SlackOptions): Promise<SandboxSlack> {
  const context = await createContext(options);
  const { url, stop } = await listen(context, options);
  const { botToken, appToken, userToken, signingSecret } = context.credentials;
  return {
    url: `${url}/`,
    api: `${url}/api/`,
    act: `${url}/act`,
    botToken,
    appToken,
    userToken,
    signingSecret,
    team: TEAM,
    channel: ALERTS,
    channels: [...context.workspace.records.channels.values()],
    users: PEOPLE,
    stop,
  };
}
