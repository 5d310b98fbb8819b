import { SECOND } from '../../../src/core/time.ts';
import type { SlackContext } from '../context.ts';
import type { Channel, Message, Person, SharedFile } from '../page-api.ts';
import type { StoredFile } from '../workspace/entries.ts';
import { APP, TEAM } from '../world.ts';

/** A message as the Web API answers it: file addresses whole, metadata only if asked for. */
export function wireMessage(context: SlackContext, message: Message, allMetadata: boolean): object {
  const { channel, files, metadata, ...rest } = message;
  return {
    ...rest,
    team: TEAM.id,
    ...(message.bot_id && { bot_profile: { id: APP.bot, app_id: APP.id, name: 'sysmon', team_id: TEAM.id } }),
    ...(files && { files: files.map((file) => withOrigin(context, file)) }),
    ...(metadata && { metadata: allMetadata ? metadata : { event_type: metadata.event_type } }),
  };
}

function withOrigin<T extends SharedFile>(
  context: SlackContext,
  file: T,
): T & { url_private_download: string } {
  const url = context.origin() + file.url_private;
  return { ...file, url_private: url, permalink: url, url_private_download: url };
}

export function wireFile(context: SlackContext, { readyAt, state, shares, ...file }: StoredFile): object {
  const places = Map.groupBy(shares, ({ channel }) => channel);
  const channels = [...places.keys()];
  const listed = [...places].map(([channel, posts]) => [channel, posts.map(({ ts }) => ({ ts }))]);
  return {
    ...withOrigin(context, file),
    timestamp: file.created,
    mode: 'hosted',
    is_external: false,
    is_public: channels.some((id) => id.startsWith('C')),
    channels: channels.filter((id) => id.startsWith('C')),
    ims: channels.filter((id) => id.startsWith('D')),
    shares: { public: Object.fromEntries(listed) },
  };
}

export function wireChannel(channel: Channel): object {
  const topic = { value: channel.topic, creator: '', last_set: 0 };
  if (channel.is_im) return { id: channel.id, is_im: true, user: channel.user, is_open: true, created: 0 };
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: true,
    is_group: false,
    is_im: false,
    is_mpim: false,
    is_private: false,
    is_archived: false,
    is_general: channel.name === 'general',
    is_member: channel.members.includes(APP.user),
    created: 0,
    creator: 'USLACKBOT',
    topic,
    purpose: topic,
    num_members: channel.members.length,
  };
}

export function wireUser(person: Person, now: number): object {
  const { id, name, real_name, title, email, tz, color, is_bot } = person;
  return {
    id,
    team_id: TEAM.id,
    name,
    real_name,
    deleted: false,
    color,
    tz,
    tz_label: tz,
    tz_offset: offsetOf(tz, now),
    is_admin: false,
    is_bot,
    is_app_user: false,
    profile: {
      real_name,
      display_name: name,
      real_name_normalized: real_name,
      display_name_normalized: name,
      title,
      ...(is_bot ? { api_app_id: APP.id, bot_id: APP.bot } : { email }),
    },
  };
}

/** Seconds east of UTC. */
function offsetOf(timeZone: string, now: number): number {
  const minute = Math.floor(now / SECOND / 60) * 60;
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(
    minute * SECOND,
  );
  const text = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const match = /([+-])(\d\d):(\d\d)/.exec(text);
  if (!match) return 0;
  const seconds = (Number(match[2]) * 60 + Number(match[3])) * 60;
  return match[1] === '-' ? -seconds : seconds;
}
