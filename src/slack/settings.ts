import type { Role } from '../core/person.ts';

/** How sysmon reaches Slack: Socket Mode with an app token, or signed HTTP with a signing secret. */
export interface SlackSettings {
  /** `xoxb-…` */
  botToken: string;
  /** `xapp-…`: Socket Mode, which needs no public address. */
  appToken?: string | undefined;
  /** HTTP mode: requests without a valid signature are refused. */
  signingSecret?: string | undefined;
  port?: number | undefined;
  /** `/slack/events` if not given. */
  path?: string | undefined;
  /** Another address of the Web API, ending in a slash. */
  apiUrl?: string | undefined;
  /** The id of the channel that alerts go to. */
  channel: string;
  /** Who may do what: user ids (`U…`) or user group ids (`S…`). A role that nobody is named for is everyone's. */
  roles?: Partial<Record<Role, readonly string[] | undefined>> | undefined;
}
